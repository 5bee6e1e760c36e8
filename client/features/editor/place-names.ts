// Languages by name, in the reader's language and in their own.
import { useTranslation } from 'react-i18next';
import { createLanguageNames, nameInItself } from '../../../shared/language-names.ts';

/** A language by its tag. */
interface NamedLanguage {
  readonly code: string;
  readonly name: string;
  readonly others?: readonly string[];
}

/** ISO 639-1 codes. Which of them has a name is the browser's knowledge. */
const LANGUAGE_CODES =
  'aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'.split(
    ' ',
  );

/** Languages in the reader's language. */
interface Languages {
  /** Sorted as the reader's language sorts; made when it is first asked for. */
  readonly all: readonly NamedLanguage[];
  name(tag: string): string;
}

/** By the reader's language: a browser takes longer to name them all than to draw a field. */
const byReader = new Map<string, Languages>();

/** Languages in the reader's language, the same object for all who ask. */
export function useLanguages(): Languages {
  const { language } = useTranslation().i18n;
  let languages = byReader.get(language);
  if (languages === undefined) {
    languages = nameLanguages(language);
    byReader.set(language, languages);
  }
  return languages;
}

function nameLanguages(reader: string): Languages {
  const name = createLanguageNames(reader);
  let all: readonly NamedLanguage[] | null = null;
  return {
    get all() {
      const { compare } = new Intl.Collator(reader);
      // A code this browser has no name for helps nobody choose.
      all ??= LANGUAGE_CODES.map((code) => ({ code, name: name(code) }))
        .filter((one) => one.name.toLowerCase() !== one.code)
        .sort((first, second) => compare(first.name, second.name));
      return all;
    },
    name,
  };
}

/** Names in themselves that were asked for before; every tab of every section asks for them. */
const ownNames = new Map<string, string>();

/** A language's name in itself, for tabs. */
export function ownLanguageName(tag: string): string {
  let own = ownNames.get(tag);
  if (own === undefined) {
    own = nameInItself(tag);
    ownNames.set(tag, own);
  }
  return own;
}

const namers = new Map<string, Intl.DisplayNames | null>();
const elsewhere = new Map<string, readonly string[]>();

/** What a country or language is called in languages of these tags, and a language in itself. */
export function namesElsewhere(
  type: 'region' | 'language',
  code: string,
  tags: readonly string[],
): readonly string[] {
  const key = `${type} ${code} ${tags.join(' ')}`;
  let names = elsewhere.get(key);
  if (names === undefined) {
    names = tags.flatMap((tag) => namerOf(type, tag)?.of(code) ?? []);
    if (type === 'language') names = [...names, ownLanguageName(code)];
    elsewhere.set(key, names);
  }
  return names;
}

/** `null` for a tag that is none, as only an old record or a peer could hold. */
function namerOf(type: 'region' | 'language', tag: string): Intl.DisplayNames | null {
  const key = `${type} ${tag}`;
  let namer = namers.get(key);
  if (namer === undefined) {
    try {
      namer = new Intl.DisplayNames(tag, { type, fallback: 'none' });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      namer = null;
    }
    namers.set(key, namer);
  }
  return namer;
}
