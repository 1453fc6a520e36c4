import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Registry } from '../api/schema';
import type { Session } from '../api/session';

/** What every page may rely on: who is logged in, and the registry of record types. */
export interface Desk {
  session: Session;
  registry: Registry;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error('outside of the desk: nobody is logged in');
  return desk;
}

/** Who is logged in. */
export const useSession = (): Session => useDesk().session;

/** The record types, for forms and labels. */
export const useRegistry = (): Registry => useDesk().registry;
