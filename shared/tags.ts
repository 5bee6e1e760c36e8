// The tag vocabulary of the toolbox: 10 groups with 41 tags. Labels are the English ones its API
// knows; other languages are in the client's language files.

/** The groups and their tags, as ids. */
export const TAG_GROUPS = {
  participation: [
    'consultation',
    'participatory-budgeting',
    'petition',
    'debate',
    'voting',
    'forum',
  ],
  transparency: [
    'budget',
    'public-spending',
    'lobbying',
    'assets',
    'public-procurement',
    'anti-corruption',
  ],
  'open-data': ['portal', 'visualisation', 'mapping', 'data-quality'],
  'law-making': [
    'open-parliament',
    'co-drafting',
    'legislation-tracking',
    'elected-representatives',
  ],
  'public-services': [
    'issue-reporting',
    'access-to-information',
    'service-evaluation',
    'digital-identity',
  ],
  collaboration: ['crowdsourcing', 'project-management', 'collaborative-writing', 'messaging'],
  'civic-monitoring': [
    'election-monitoring',
    'promise-tracking',
    'fact-checking',
    'whistleblowing',
  ],
  environment: ['climate', 'natural-resources', 'biodiversity'],
  community: ['crowdfunding', 'volunteering', 'education'],
  infrastructure: ['cms', 'hosting', 'security'],
} as const;

/** Every tag id of the vocabulary: groups may be used as tags too. */
export const TAG_IDS: readonly string[] = Object.entries(TAG_GROUPS).flatMap(([group, tags]) => [
  group,
  ...tags,
]);

const KNOWN = new Set(TAG_IDS);

/** Whether a tag is of the vocabulary rather than somebody's own. */
export function isKnownTag(id: string): boolean {
  return KNOWN.has(id);
}

/** The English label of a vocabulary tag, as the toolbox writes it: `participatory-budgeting` → `Participatory budgeting`. */
export function tagLabel(id: string): string {
  if (id === 'cms') return 'CMS';
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
