import { useText } from '../text/catalogue';
import { useLanguage, type Language } from '../text/language';
import { shellText } from './text';

const languages: { is: Language; name: string }[] = [{ is: 'vi', name: 'Tiếng Việt' }, { is: 'en', name: 'English' }];

/** Two buttons, the pressed one being the language shown. */
export function LanguageSwitch() {
  const t = useText(shellText);
  const { language, choose } = useLanguage();
  return (
    <div class="languages" role="group" aria-label={t.language}>
      {languages.map((l) => (
        <button key={l.is} type="button" lang={l.is} aria-pressed={l.is === language} onClick={() => choose(l.is)}>{l.name}</button>
      ))}
    </div>
  );
}
