import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

/** The languages of the console. Vietnamese is what everybody gets unless he asks otherwise. */
export type Language = 'vi' | 'en';

const remembered = 'beplua.language';

interface Choice {
  language: Language;
  choose(language: Language): void;
}

const Chosen = createContext<Choice>({ language: 'vi', choose: () => undefined });

/** Keeps the language chosen, on this browser, and tells the document of it. */
export function LanguageProvider({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(remembered) === 'en' ? 'en' : 'vi'));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = (next: Language) => {
    localStorage.setItem(remembered, next);
    setLanguage(next);
  };
  return <Chosen.Provider value={{ language, choose }}>{children}</Chosen.Provider>;
}

export const useLanguage = (): Choice => useContext(Chosen);
