// Text as it is compared when somebody searches: without case and accents. Pure.

/** `Économie` and `economie` fold to the same. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .trim();
}
