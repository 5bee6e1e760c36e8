// Languages by name, in the reader's language and in their own.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** A language by its tag. */
interface NamedLanguage {
  readonly code: string;
  readonly name: string;
}

/** ISO 639-1 codes. Which of them has a name is the browser's knowledge. */
const LANGUAGE_CODES =
  'aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'.split(
    ' ',
  );

/** Languages in the reader's language, sorted as it sorts. */
export function useLanguages(): {
  readonly all: readonly NamedLanguage[];
  name(tag: string): string;
} {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'language', fallback: 'code' });
    const { compare } = new Intl.Collator(language);
    const name = (tag: string) => {
      const found = names.of(tag) ?? tag;
      return found.charAt(0).toLocaleUpperCase(language) + found.slice(1);
    };
    // A code this browser has no name for helps nobody choose.
    const known = LANGUAGE_CODES.filter((code) => names.of(code) !== code);
    return {
      all: known
        .map((code) => ({ code, name: name(code) }))
        .sort((first, second) => compare(first.name, second.name)),
      name,
    };
  }, [language]);
}

/** A language's name in itself, for tabs: `français` reads best to those who write it. */
export function ownLanguageName(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: 'language', fallback: 'code' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
