// Languages a hackathon may write in, by their names in the reader's own.

/** The EU's, the UN's, and others often heard at summits, as BCP 47 tags. */
const TAGS =
  'ar bg bn ca cs da de el en es et fa fi fr ga he hi hr hu hy id it ja ka ko lt lv mk mn mt nl no pl pt ro ru sk sl sq sr sv sw th tl tr uk ur vi zh';

/** Options in the order of their names. */
export function languageOptions(language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'language' });
  return TAGS.split(' ')
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
}
