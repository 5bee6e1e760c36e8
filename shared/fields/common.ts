// The rows that several kinds have.
import type { Kind } from '../kinds.ts';
import { TAG_IDS } from '../tags.ts';
import type { Field } from './field.ts';

const MAX_NAME = 120;
const MAX_SUMMARY = 150;
const MAX_DESCRIPTION = 10_000;

/** What it is called, in the one language it is called in. */
export const name: Field = {
  name: 'name',
  type: 'text',
  section: 'identity',
  requiredFor: ['catalogue', 'toolbox', 'publiccode'],
  maxGraphemes: MAX_NAME,
  toolbox: 'Name',
  publiccode: 'name',
};

/** One sentence, for lists and cards. */
export const summary: Field = {
  name: 'summary',
  type: 'text',
  section: 'story',
  localised: true,
  recommended: true,
  carried: true,
  maxGraphemes: MAX_SUMMARY,
  toolbox: 'Summary',
  publiccode: 'description.*.shortDescription',
};

/** The whole of it, formatted. */
export const description: Field = {
  name: 'description',
  type: 'rich',
  section: 'story',
  localised: true,
  requiredFor: ['catalogue', 'toolbox', 'publiccode'],
  carried: true,
  maxGraphemes: MAX_DESCRIPTION,
  toolbox: 'Description',
  publiccode: 'description.*.longDescription',
};

/** Where to read on. */
export const website: Field = {
  name: 'website',
  type: 'url',
  section: 'links',
  recommended: true,
  toolbox: 'Website',
  publiccode: 'landingURL',
};

/** Its item, by which registers agree on what it is. */
export const wikidata: Field = {
  name: 'wikidata',
  type: 'text',
  section: 'links',
  maxGraphemes: 20,
  toolbox: 'Wikidata',
};

/** The address of its picture, here or elsewhere. */
export const logo: Field = {
  name: 'logo',
  type: 'url',
  picture: true,
  section: 'links',
  toolbox: 'Logo',
  publiccode: 'logo',
};

/** Of the vocabulary, and tags of people’s own. */
export const tags: Field = {
  name: 'tags',
  type: 'tags',
  section: 'facts',
  recommended: true,
  carried: true,
  options: TAG_IDS,
  maxItems: 20,
  toolbox: 'Tags',
  publiccode: 'categories',
  facet: true,
};

/** What another country's action, somebody's tool or a use elsewhere was begun from. */
export function adaptedFrom(kind: Kind): Field {
  return {
    name: 'adaptedFrom',
    type: 'relation',
    section: 'relations',
    relatedKinds: [kind],
    maxItems: 10,
  };
}

/** Where it is used or meant for. */
export const countries: Field = {
  name: 'countries',
  type: 'set',
  section: 'facts',
  options: 'countries',
  maxItems: 250,
  toolbox: 'Location',
  publiccode: 'intendedAudience.countries',
  facet: true,
};
