import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const tokens = Object.fromEntries(
  [...readFileSync('src/ui/styles/tokens.css', 'utf8').matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name, colour]),
) as Record<string, string>;

/** Relative luminance of WCAG 2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other].map((name) => luminance(tokens[name] ?? '')).sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['paper', 'sheet', 'shade'];
const pairs = [
  ...['ink', 'ink-soft', 'ember', 'ember-deep', 'bad'].flatMap((text) => grounds.map((ground) => [text, ground])),
  ['good', 'good-light'], ['warn', 'warn-light'], ['bad', 'bad-light'], ['ink', 'warn-light'], ['ink', 'bad-light'], ['paper', 'ink'], ['paper', 'bad'], ['paper', 'ember'], ['ink', 'line'],
];

it.each(pairs)('%s can be read on %s', (text, ground) => {
  expect(contrast(text ?? '', ground ?? '')).toBeGreaterThanOrEqual(4.5);
});
