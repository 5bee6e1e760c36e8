// The fields of a use case.
import { adaptedFrom, countries, description, name, summary, tags, website } from './common.ts';
import type { Field } from './field.ts';

/** The rows of a use case, in the order of the form. */
export const USE_CASE_FIELDS: readonly Field[] = [
  name,
  { ...summary, requiredFor: ['catalogue'] },
  description,
  {
    name: 'scale',
    type: 'choice',
    section: 'facts',
    carried: true,
    options: ['local', 'regional', 'national', 'international'],
    recommended: true,
    toolbox: 'Scale',
    facet: true,
  },
  { ...countries, recommended: true },
  {
    name: 'places',
    type: 'lines',
    section: 'facts',
    maxItems: 20,
    maxGraphemes: 500,
    toolbox: 'Places',
  },
  { name: 'startedOn', type: 'date', section: 'facts', toolbox: 'Started on' },
  tags,
  website,
  {
    name: 'by',
    type: 'relation',
    section: 'relations',
    relatedKinds: ['organisation'],
    requiredFor: ['catalogue'],
    maxItems: 50,
    toolbox: 'By',
    toolboxReverse: 'Final Use',
  },
  {
    name: 'uses',
    type: 'relation',
    section: 'relations',
    carried: true,
    relatedKinds: ['tool'],
    requiredFor: ['catalogue'],
    maxItems: 50,
    toolbox: 'Tool',
    toolboxReverse: 'Used by',
  },
  adaptedFrom('use-case'),
];
