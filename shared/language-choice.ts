// Which of our languages to speak to somebody. Pure; knows no storage.

/** The languages screens and pages have words for. */
export const LANGUAGES = ['en', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Their names, each in itself. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
};

/** The first of `wishes` (BCP 47 tags, most wanted first) that we have; English when none is. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const language = toLanguage(wish);
    if (language !== null) return language;
  }
  return 'en';
}

/** The language of ours that `tag` means: `fr-CA` is French; `null` for one we lack. */
export function toLanguage(tag: string | null | undefined): Language | null {
  const base = tag?.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === base) ?? null;
}
