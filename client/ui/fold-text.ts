// Text as it is compared when somebody searches: without case and accents, with one apostrophe. Pure.

/** `Économie` and `economie` fold to the same. */
export function foldText(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{Mark}/gu, '')
      // Phones and word processors write the curved one.
      .replace(/[‘’ʼ]/g, "'")
      .toLowerCase()
      .trim()
  );
}
