// The teams of the sample hackathon, after the working groups that stood behind the Paris
// Declaration, and who writes in them. The people are made up and have first names only.

/** A team of the sample. */
interface SampleTeam {
  readonly key: string;
  readonly name: string;
  /** First names of its members. */
  readonly people: readonly string[];
  /** Numbers of the collective actions it writes. */
  readonly actions: readonly number[];
}

/** In the order of the team board. */
export const SAMPLE_TEAMS: readonly SampleTeam[] = [
  {
    key: 'anti-corruption',
    name: 'Anti-Corruption',
    people: ['Amara', 'Bruno', 'Chloé'],
    actions: [1, 2, 3, 4, 5, 20],
  },
  {
    key: 'access-to-information',
    name: 'Access to Information',
    people: ['Dana', 'Emeka'],
    actions: [6],
  },
  {
    key: 'fiscal-openness',
    name: 'Fiscal Openness',
    people: ['Farah', 'Gustavo', 'Hana'],
    actions: [7],
  },
  {
    key: 'natural-resources',
    name: 'Natural Resources',
    people: ['Ibrahim', 'Jana'],
    actions: [8],
  },
  {
    key: 'legislative-openness',
    name: 'Legislative Openness',
    people: ['Kofi', 'Lucía', 'Marek'],
    actions: [9],
  },
  {
    key: 'open-climate',
    name: 'Open Climate',
    people: ['Nadia', 'Oskar', 'Paloma'],
    actions: [10, 11, 12, 13],
  },
  { key: 'open-data', name: 'Open Data', people: ['Quentin', 'Rania'], actions: [17, 18] },
  { key: 'civic-tech', name: 'Civic Tech', people: ['Sofía', 'Tomás', 'Uma'], actions: [14, 16] },
  { key: 'public-services', name: 'Public Services', people: ['Viktor', 'Wanjiru'], actions: [15] },
  { key: 'open-source', name: 'Open Source', people: ['Xavier', 'Yasmine', 'Zoé'], actions: [19] },
];
