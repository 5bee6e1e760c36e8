// The fields of a collective action.
import { adaptedFrom, description, name, summary } from './common.ts';
import type { Field } from './field.ts';

/** The rows of a collective action, in the order of the form. */
export const COLLECTIVE_ACTION_FIELDS: readonly Field[] = [
  name,
  { name: 'number', type: 'number', section: 'identity' },
  {
    name: 'theme',
    type: 'choice',
    section: 'identity',
    carried: true,
    options: [
      'transparency-integrity-anticorruption',
      'climate-sustainable-development',
      'digital-commons',
    ],
    requiredFor: ['catalogue'],
    facet: true,
  },
  { name: 'workingGroup', type: 'text', section: 'identity', maxGraphemes: 200 },
  summary,
  { ...description, requiredFor: ['catalogue'] },
  {
    name: 'signatories',
    type: 'signatories',
    section: 'signatories',
    requiredFor: ['catalogue'],
    maxItems: 500,
  },
  {
    name: 'tools',
    type: 'relation',
    section: 'relations',
    carried: true,
    relatedKinds: ['tool'],
    recommended: true,
    maxItems: 100,
  },
  adaptedFrom('collective-action'),
];
