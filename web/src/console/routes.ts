import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';

// The pages of the console, one line each. Pages are fetched when first opened; preact-iso hands them their parameters by
// useRoute().params and the query by useLocation().query.

type Module = { default: ComponentType };

const page = (path: string, load: () => Promise<Module>) => ({ path, component: lazy<ComponentType>(load) });

export const routes = [
  page('/console/', () => import('./pages/dashboard/Dashboard')),
  page('/console/cases', () => import('./pages/cases/Cases')),
  page('/console/cases/:scope/:id', () => import('./pages/cases/Case')),
  page('/console/clubs', () => import('./pages/clubs/Clubs')),
  page('/console/clubs/:club', () => import('./pages/club/Club')),
  page('/console/clubs/:club/members/:member', () => import('./pages/member/Member')),
  page('/console/reminders', () => import('./pages/reminders/Reminders')),
  page('/console/phones', () => import('./pages/phones/Phones')),
  page('/console/phones/:id', () => import('./pages/phones/Phone')),
  page('/console/people', () => import('./pages/people/People')),
  page('/console/people/new', () => import('./pages/people/NewPerson')),
  page('/console/people/:id', () => import('./pages/people/Person')),
  page('/console/enrol', () => import('./pages/people/Enrol')),
  page('/console/account', () => import('./pages/people/Account')),
  page('/console/import', () => import('./pages/import/Import')),
  page('/console/export', () => import('./pages/export/Export')),
  page('/console/bylaws', () => import('./pages/bylaws/Bylaws')),
  page('/console/print/:what/:club', () => import('./pages/print/Print')),
];
