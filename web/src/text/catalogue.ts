import { useLanguage } from './language';

/** A sentence for people: a text, or a function that builds it from what it speaks of. */
type Phrase = string | ((...about: never[]) => string);
type Words = Record<string, Phrase>;
type SameKeys<V> = { [K in keyof V]: V[K] extends (...about: infer A) => string ? (...about: A) => string : string };

/** The words of one page or component in both languages. */
export interface Catalogue<V> {
  vi: SameKeys<V>;
  en: SameKeys<V>;
}

/** Makes a catalogue; `tsc` fails when English lacks a key of Vietnamese, has one more, or takes other arguments. */
export function catalogue<V extends Words>(words: { vi: V; en: SameKeys<NoInfer<V>> }): Catalogue<V> {
  return words as unknown as Catalogue<V>; // SameKeys<V> is V with its literals widened, which tsc cannot see
}

/** The words of a catalogue in the language chosen. */
export function useText<V>(words: Catalogue<V>): SameKeys<V> {
  return words[useLanguage().language];
}
