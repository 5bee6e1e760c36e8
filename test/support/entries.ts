// Complete entries of each kind, as plain values a document can be seeded with.
import type { DocumentSeed } from '../../shared/document.ts';
import { plainToRichText } from '../../shared/rich-text.ts';

/** A tool that may be finalised. */
export function toolSeed(name = 'Decidim', more: DocumentSeed = {}): DocumentSeed {
  return {
    name,
    toolType: 'software',
    summary: { en: 'Participatory democracy framework' },
    description: { en: plainToRichText('A framework for participatory democracy.') },
    ...more,
  };
}

/** An organisation that may be finalised. */
export function organisationSeed(
  name = 'Ajuntament de Barcelona',
  more: DocumentSeed = {},
): DocumentSeed {
  return {
    name,
    organisationKind: 'subnational-government',
    country: 'ES',
    description: { en: plainToRichText('The city council of Barcelona.') },
    ...more,
  };
}

/** A use case that may be finalised. */
export function useCaseSeed(name = 'Strategic city plan', more: DocumentSeed = {}): DocumentSeed {
  return {
    name,
    summary: { en: 'Citizens wrote the plan of their city' },
    description: { en: plainToRichText('In 2016 the city asked everybody.') },
    by: [{ ref: 'name:ajuntament-de-barcelona', label: 'Ajuntament de Barcelona' }],
    uses: [{ ref: 'name:decidim', label: 'Decidim' }],
    ...more,
  };
}

/** A collective action that may be finalised. */
export function actionSeed(
  name = 'Open public procurement',
  more: DocumentSeed = {},
): DocumentSeed {
  return {
    name,
    number: 1,
    theme: 'transparency-integrity-anticorruption',
    description: { en: plainToRichText('Partners joining will publish their contracts.') },
    signatories: [
      { kind: 'government', country: 'FR', organisation: '', commitment: 'All contracts online.' },
      { kind: 'government', country: 'UA', organisation: '', confirmed: true },
      { kind: 'civil-society', country: null, organisation: 'Open Contracting Partnership' },
    ],
    ...more,
  };
}
