// How a signatory of a collective action is called. Pure.

interface Party {
  readonly country: string | null;
  readonly organisation: string;
}

/** A government by its country, everybody else by their name; empty when there is neither. */
export function partyName(
  { country, organisation }: Party,
  countryName: (code: string) => string,
): string {
  if (organisation !== '') return organisation;
  return country === null ? '' : countryName(country);
}
