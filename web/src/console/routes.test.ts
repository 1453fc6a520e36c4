import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { routes } from './routes';

const src = 'src';

/** The addresses of pages that a source names, without their queries; a part that is put in stands as "x". */
const addresses = (source: string): string[] =>
  [...source.matchAll(/['"`](\/console\/(?:[^'"`?$]|(?<=\/)\$\{[^}]*\})*)/g)].map(([, found = '']) => found.replace(/\$\{[^}]*\}/g, 'x'));

const leads = (address: string): boolean =>
  routes.some(({ path }) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`).test(address));

it('leads to pages that are there', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !/\.test\.|routes\.ts/.test(file));
  const named = files.flatMap((file) => addresses(readFileSync(`${src}/${file}`, 'utf8')).map((address) => `${address} in ${file}`));
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((one) => !leads(one.split(' in ')[0] ?? ''))).toEqual([]);
});
