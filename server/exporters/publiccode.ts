// A tool as publiccode.yml 0.7 (EX3), and what it lacks to be one. Pure. Contacts are organisations
// only: people stay out (EX5).
import { stringify } from 'yaml';
import type { Relation, Tag } from '../../shared/document.ts';
import { normaliseUrl } from '../../shared/normalise.ts';
import type { LocalisedValue, PlainValue } from '../../shared/projection.ts';
import { type RichNode, richToPlain } from '../../shared/rich-text.ts';
import type { ExportRecord } from './export-record.ts';
import { publiccodeProblems } from './publiccode-check.ts';

/** The file of one tool; `problems` is empty when it is valid. */
interface PubliccodeFile {
  readonly yaml: string;
  /** What the standard has against it: where, and why. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** The standard's categories for those of our tags that mean one. */
const CATEGORIES: Readonly<Record<string, string>> = {
  participation: 'digital-citizenship',
  consultation: 'digital-citizenship',
  'participatory-budgeting': 'budgeting',
  petition: 'digital-citizenship',
  debate: 'digital-citizenship',
  voting: 'digital-citizenship',
  forum: 'online-community',
  budget: 'budgeting',
  'public-spending': 'financial-reporting',
  'public-procurement': 'procurement',
  'anti-corruption': 'compliance-management',
  visualisation: 'data-visualization',
  mapping: 'geographic-information-systems',
  'law-making': 'regulations-and-directives',
  'legislation-tracking': 'regulations-and-directives',
  'issue-reporting': 'feedback-and-reviews-management',
  'service-evaluation': 'feedback-and-reviews-management',
  'digital-identity': 'identity-management',
  collaboration: 'collaboration',
  crowdsourcing: 'data-collection',
  'project-management': 'project-management',
  'collaborative-writing': 'collaboration',
  messaging: 'instant-messaging',
  whistleblowing: 'whistleblowing',
  crowdfunding: 'fundraising',
  education: 'educational-content',
  cms: 'content-management',
  hosting: 'cloud-management',
  security: 'it-security',
};

/** Makes the file of a tool; what is empty is left out, and then stands among the problems. */
export function publiccodeFile(record: ExportRecord): PubliccodeFile {
  const content = publiccodeOf(record);
  return {
    // Quoted for readers of YAML 1.1 as well, which take `NO` for a truth value.
    yaml: stringify(content, { compat: 'yaml-1.1', lineWidth: 0 }),
    problems: publiccodeProblems(content),
  };
}

function publiccodeOf({ title, fields }: ExportRecord): Record<string, unknown> {
  const developers = labels(fields.developer);
  const description = descriptions(fields);
  const categories = new Set(
    ((fields.tags ?? []) as readonly Tag[]).flatMap(({ id }) => CATEGORIES[id] ?? []),
  );
  const logo = address(fields.logo);
  const type = textOrNone(fields.maintenanceType);
  return compact({
    publiccodeYmlVersion: '0.7',
    name: title,
    url: address(fields.sourceCode),
    landingURL: address(fields.website),
    // Other pictures the standard does not take.
    logo: logo !== undefined && /\.(svgz?|png)$/i.test(logo) ? logo : undefined,
    platforms: items(fields.platforms),
    categories: [...categories].sort(),
    usedBy: labels(fields.usedBy),
    developmentStatus: textOrNone(fields.developmentStatus),
    softwareType: textOrNone(fields.softwareType),
    intendedAudience: compact({ countries: items(fields.countries) }),
    description,
    legal: compact({
      license: textOrNone(fields.licence),
      mainCopyrightOwner: developers[0],
    }),
    maintenance: compact({
      type,
      contacts:
        type === 'internal' || type === 'community' ? developers.map((name) => ({ name })) : [],
    }),
    localisation: compact({
      localisationReady: items(fields.languages).length > 1,
      availableLanguages: items(fields.languages),
    }),
  });
}

/** Languages in which all three parts are there; all of them when there is no such language. */
function descriptions(fields: ExportRecord['fields']): Record<string, unknown> {
  const summary = (fields.summary ?? {}) as LocalisedValue;
  const long = (fields.description ?? {}) as LocalisedValue;
  const features = (fields.features ?? {}) as LocalisedValue;
  const languages = [...new Set([summary, long, features].flatMap((value) => Object.keys(value)))];
  const byLanguage = languages.sort().map((language) => {
    const part = compact({
      shortDescription: textOrNone(summary[language]),
      longDescription: richToPlain((long[language] ?? []) as readonly RichNode[]).trim(),
      features: items(features[language]),
    });
    return { language, part };
  });
  const whole = byLanguage.filter(({ part }) => Object.keys(part).length === 3);
  return Object.fromEntries(
    (whole.length > 0 ? whole : byLanguage).map(({ language, part }) => [language, part]),
  );
}

function address(value: PlainValue | LocalisedValue | undefined): string | undefined {
  return typeof value === 'string' ? (normaliseUrl(value) ?? undefined) : undefined;
}

function textOrNone(value: PlainValue | LocalisedValue | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function items(value: PlainValue | LocalisedValue | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

function labels(value: PlainValue | LocalisedValue | undefined): string[] {
  return ((value ?? []) as readonly Relation[])
    .map(({ label }) => label.trim())
    .filter((label) => label !== '');
}

/** Without what says nothing. */
function compact(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, part]) =>
        part !== undefined &&
        part !== '' &&
        !(typeof part === 'object' && part !== null && Object.keys(part).length === 0),
    ),
  );
}
