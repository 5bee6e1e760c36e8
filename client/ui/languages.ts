// The words of the client: one lazily loaded file per language and feature. Every feature's owner
// writes three files with the same keys (languages.test.ts holds them to it).
import i18next, { type ReadCallback, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import {
  chooseLanguage,
  LANGUAGES,
  type Language,
  toLanguage,
} from '../../shared/language-choice.ts';

const STORED = 'sommet.language';

type Words = { readonly default: ResourceKey };
const files = {
  ...import.meta.glob<Words>('../app/languages/*/*.json'),
  // The names of fields, tags and options are the server's pages' too.
  ...import.meta.glob<Words>('../../shared/languages/*/*.json'),
};

/**
 * What screens take their words from: the same languages, behind an object with nothing of its own.
 * Every `useTranslation` copies what its object has, which for the languages themselves costs more
 * than drawing a field.
 */
export const spokenLanguages: typeof i18next = Object.create(i18next);

/** Starts the words of `namespaces`; others load when a screen asks for them. */
export async function startLanguages(namespaces: string[]): Promise<void> {
  await i18next
    .use({
      type: 'backend' as const,
      callbackApi: true,
      init: () => undefined,
      read: (language: string, namespace: string, done: ReadCallback) => {
        readWords(language, namespace).then(
          (words) => done(null, words),
          (error: Error) => done(error, false),
        );
      },
    })
    .use(initReactI18next)
    .init({
      lng: chooseLanguage([asked(), stored(), ...navigator.languages]),
      supportedLngs: [...LANGUAGES],
      // All languages are complete, so a second one is never loaded beside the first.
      fallbackLng: false,
      ns: namespaces,
      defaultNS: namespaces[0] ?? 'shell',
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  showLanguage(i18next.language);
  i18next.on('languageChanged', showLanguage);
}

async function readWords(language: string, namespace: string) {
  const file = `languages/${language}/${namespace}.json`;
  const load = files[`../app/${file}`] ?? files[`../../shared/${file}`];
  if (load === undefined) throw new Error(`There are no words for ${language}/${namespace}.`);
  return (await load()).default;
}

/** Switches to a language and remembers it on this browser. */
export async function speak(language: Language): Promise<void> {
  localStorage.setItem(STORED, language);
  await i18next.changeLanguage(language);
}

/** Follows the person's own language unless this browser was told another. */
export async function followPerson(language: string): Promise<void> {
  const wish = toLanguage(language);
  if (stored() !== null || asked() !== null || wish === null || wish === i18next.language) return;
  await i18next.changeLanguage(wish);
}

/** Forgets this browser's choice: the next person on a shared laptop has their own. */
export function forgetLanguage(): void {
  localStorage.removeItem(STORED);
}

function stored(): string | null {
  return localStorage.getItem(STORED);
}

/** `?lang=fr`, for links and screens nobody can click on. */
function asked(): string | null {
  return new URLSearchParams(location.search).get('lang');
}

function showLanguage(language: string): void {
  document.documentElement.lang = language;
}
