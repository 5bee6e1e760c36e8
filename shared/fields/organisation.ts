// The fields of an organisation.
import { description, logo, name, summary, website, wikidata } from './common.ts';
import type { Field } from './field.ts';

/** The rows of an organisation, in the order of the form. */
export const ORGANISATION_FIELDS: readonly Field[] = [
  name,
  {
    name: 'organisationKind',
    type: 'choice',
    section: 'identity',
    options: [
      'national-government',
      'subnational-government',
      'civil-society',
      'company',
      'academia',
      'international-body',
    ],
    requiredFor: ['catalogue'],
    toolbox: 'Organization type',
    facet: true,
  },
  {
    name: 'country',
    type: 'choice',
    section: 'identity',
    options: 'countries',
    recommended: true,
    toolbox: 'Location',
    facet: true,
  },
  summary,
  description,
  website,
  wikidata,
  logo,
];
