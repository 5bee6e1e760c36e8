// Reads the sample's data files into entries that can be written as documents. Knows no database;
// where the facts are from is in data/ORIGIN.md.
import { readFileSync } from 'node:fs';
import type { DocumentSeed, SignatoryDescriptor } from '../../../shared/document.ts';
import { FIELDS } from '../../../shared/fields.ts';
import type { Kind } from '../../../shared/kinds.ts';
import { plainToRichText } from '../../../shared/rich-text.ts';
import { SAMPLE_TEAMS } from './teams.ts';

/** One document of the sample. Relations are names until the loader knows what they point to. */
export interface SampleEntry {
  readonly team: string;
  readonly kind: Kind;
  /** Goes through the real finalise once written. */
  readonly isFinalised: boolean;
  readonly name: string;
  readonly seed: DocumentSeed;
  /** Relation field → names. */
  readonly relations: Readonly<Record<string, readonly string[]>>;
}

/** An entry as a data file has it; rich text is plain text there. */
interface EntryFile {
  readonly team: string;
  readonly state: 'finalised' | 'draft';
  readonly source: string;
  readonly fields: Readonly<Record<string, unknown>> & { readonly name: string };
}

interface ActionFile {
  readonly number: number;
  readonly title: string;
  readonly workingGroup: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly governments: readonly string[];
  readonly civilSociety: readonly string[];
}

/** Collective actions whose text is done in the sample. */
const FINALISED_ACTIONS = new Set([1, 2, 6, 7, 9, 14, 16, 18, 19]);

/** Collective actions that have their signatories but not yet a word of text. */
const BARELY_STARTED_ACTIONS = new Set([5, 8, 13, 20]);

const THEMES = {
  'transparency-integrity-anticorruption': {
    en: 'transparency, integrity and anti-corruption',
    fr: 'la transparence, l’intégrité et la lutte contre la corruption',
  },
  'climate-sustainable-development': {
    en: 'climate and sustainable development',
    fr: 'le climat et le développement durable',
  },
  'digital-commons': { en: 'digital commons', fr: 'les communs numériques' },
} as const;

/** Every entry of the sample; what others point to comes first. */
export function readSampleEntries(): SampleEntry[] {
  return [
    ...readJson<EntryFile[]>('organisations.json').map((entry) => toEntry('organisation', entry)),
    ...readJson<EntryFile[]>('tools.json').map((entry) => toEntry('tool', entry)),
    ...readJson<EntryFile[]>('use-cases.json').map((entry) => toEntry('use-case', entry)),
    ...readJson<ActionFile[]>('collective-actions.json').map(toActionEntry),
  ];
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8')) as T;
}

function toEntry(kind: Kind, { team, state, fields }: EntryFile): SampleEntry {
  const seed: Record<string, unknown> = {};
  const relations: Record<string, readonly string[]> = {};
  for (const { name, type } of FIELDS[kind]) {
    const value = fields[name];
    if (value === undefined) continue;
    if (type === 'relation') relations[name] = value as string[];
    else if (type === 'rich') seed[name] = toRich(value as Record<string, string>);
    else if (type === 'tags') seed[name] = (value as string[]).map((id) => ({ id, label: null }));
    else seed[name] = value;
  }
  return { team, kind, isFinalised: state === 'finalised', name: fields.name, seed, relations };
}

function toActionEntry(action: ActionFile): SampleEntry {
  const team = SAMPLE_TEAMS.find(({ actions }) => actions.includes(action.number));
  if (team === undefined) throw new Error(`No team writes collective action ${action.number}.`);
  const isFinalised = FINALISED_ACTIONS.has(action.number);
  const signatories: (SignatoryDescriptor & { confirmed: boolean })[] = [
    ...action.governments.map((country) => ({
      kind: 'government' as const,
      country,
      organisation: '',
      confirmed: true,
    })),
    ...action.civilSociety.map((organisation) => ({
      kind: 'civil-society' as const,
      country: null,
      organisation,
      confirmed: true,
    })),
  ];
  const hasText = !BARELY_STARTED_ACTIONS.has(action.number);
  const theme = themeOf(action.number);
  const seed = {
    name: action.title,
    number: action.number,
    signatories,
    ...(action.workingGroup === null ? {} : { workingGroup: action.workingGroup }),
    ...(hasText ? { theme, summary: actionSummary(action.number) } : {}),
    ...(isFinalised ? { description: toRich(actionDescription(action, theme)) } : {}),
  };
  return {
    team: team.key,
    kind: 'collective-action',
    isFinalised,
    name: action.title,
    seed,
    relations: {},
  };
}

/** The declaration's three chapters. */
function themeOf(number: number): keyof typeof THEMES {
  if (number >= 10 && number <= 13) return 'climate-sustainable-development';
  if (number >= 14 && number <= 19) return 'digital-commons';
  return 'transparency-integrity-anticorruption';
}

function actionSummary(number: number): Record<string, string> {
  return {
    en: `Collective action ${number} of the Paris Declaration of the Open Government Partnership.`,
    fr: `Action collective ${number} de la Déclaration de Paris du Partenariat pour un gouvernement ouvert.`,
  };
}

function actionDescription(
  { number, workingGroup }: ActionFile,
  theme: keyof typeof THEMES,
): Record<string, string> {
  const group = workingGroup === null ? '' : ` Working group: ${workingGroup}.`;
  const groupInFrench = workingGroup === null ? '' : ` Groupe de travail : ${workingGroup}.`;
  return {
    en: `This is collective action ${number} of the Paris Declaration, made at the global summit of the Open Government Partnership in Paris in December 2016. It belongs to the chapter on ${THEMES[theme].en}.${group}\n\nThe governments and organisations listed here signed up to it.`,
    fr: `C’est l’action collective ${number} de la Déclaration de Paris, adoptée au sommet mondial du Partenariat pour un gouvernement ouvert à Paris en décembre 2016. Elle appartient au chapitre sur ${THEMES[theme].fr}.${groupInFrench}\n\nLes gouvernements et organisations nommés ici s’y sont joints.`,
  };
}

function toRich(byLanguage: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(byLanguage).map(([language, text]) => [language, plainToRichText(text)]),
  );
}
