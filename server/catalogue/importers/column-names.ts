// What a column is for, told by its heading in English, French or Spanish, or as other catalogues name
// theirs. Pure.

import type { Field } from '../../../shared/fields/field.ts';
import { FIELDS } from '../../../shared/fields.ts';
import { KINDS, type Kind } from '../../../shared/kinds.ts';
import { FIELD_WORDS, wordKey } from './vocabulary.ts';

/** Targets that are no fields. */
export const TEAM_TARGET = 'team';
/** What a column of kinds is mapped to. */
export const KIND_TARGET = 'kind';

const BESIDE: Readonly<Record<string, readonly string[]>> = {
  [TEAM_TARGET]: ['team', 'équipe', 'equipo', 'table', 'group', 'groupe', 'grupo', 'mesa'],
  [KIND_TARGET]: ['kind', 'type', 'genre', 'tipo', 'types', 'entry type', 'clase'],
};

/** What people write above a column beside a field's own name and labels. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  name: [
    'title',
    'titre',
    'titulo',
    'tool',
    'outil',
    'herramienta',
    'entry',
    'software',
    'logiciel',
    'project',
    'organization',
    'organisation',
    'organización',
    'nombre',
    'nom',
    'tool name',
    'use case',
    'cas d’usage',
    'caso de uso',
  ],
  summary: [
    'short description',
    'description courte',
    'descripción corta',
    'tagline',
    'abstract',
    'fonction',
    'pitch',
    'résumé',
    'resumen',
  ],
  description: [
    'long description',
    'details',
    'about',
    'présentation',
    'descripción',
    'texte',
    'text',
  ],
  licence: ['license', 'licencia', 'spdx', 'licences', 'licenses'],
  website: [
    'url',
    'web',
    'site',
    'homepage',
    'home page',
    'web site',
    'website url',
    'sitio web',
    'página web',
    'adresse',
    'link',
    'lien',
    'enlace',
    'landing url',
  ],
  sourceCode: [
    'source code url',
    'repository',
    'repo',
    'git',
    'github',
    'dépôt',
    'repositorio',
    'code',
    'source',
    'código fuente',
    'repositories',
    'code repository',
  ],
  wikidata: ['wikidata id', 'qid'],
  logo: ['logo url', 'icon'],
  screenshots: ['screenshot', 'screenshot url', 'image', 'images'],
  tags: [
    'tag',
    'keywords',
    'keyword',
    'mots clés',
    'mot clé',
    'etiquetas',
    'palabras clave',
    'themes',
    'thèmes',
    'category',
    'categories',
    'catégorie',
    'catégories',
    'categoría',
    'secteur',
  ],
  countries: ['country', 'countries', 'location', 'pays', 'país', 'países', 'where', 'lieu'],
  country: ['country', 'location', 'pays', 'país'],
  languages: ['language', 'langues', 'langue', 'idiomas', 'idioma', 'available languages'],
  developer: [
    'developers',
    'developed by',
    'author',
    'authors',
    'auteur',
    'éditeur',
    'desarrollador',
    'owner',
    'maintainer',
    'développeur',
  ],
  provider: ['providers', 'hosted by', 'fournisseur', 'proveedor'],
  partner: ['partners', 'partenaire', 'socio', 'socios'],
  usedBy: ['users', 'used by', 'utilisateurs', 'usuarios'],
  uses: ['tools', 'tool', 'outils', 'outil', 'herramientas', 'tools used', 'software'],
  tools: ['related tools', 'outils'],
  by: [
    'organisation',
    'organization',
    'organisations',
    'led by',
    'organización',
    'porteur',
    'actor',
    'acteur',
  ],
  interoperableWith: ['works with', 'interoperable with', 'compatible'],
  adaptedFrom: ['adapted from', 'based on', 'fork of', 'adapté de', 'adaptado de'],
  toolType: ['tool type', 'type d’outil', 'tipo de herramienta', 'type'],
  organisationKind: [
    'organization type',
    'organisation type',
    'type d’organisation',
    'tipo de organización',
    'type',
  ],
  developmentStatus: ['status', 'statut', 'maturity', 'estado'],
  startedOn: ['start', 'started', 'date', 'start date', 'début', 'inicio', 'launched'],
  places: ['place', 'city', 'ville', 'ciudad', 'lieux', 'lugares'],
  number: ['no', 'nr', 'n', 'numéro', 'número', 'action number'],
  workingGroup: ['working group', 'groupe de travail', 'grupo de trabajo'],
  signatories: ['signatory', 'partners', 'governments', 'signataires', 'firmantes', 'countries'],
  features: ['functions', 'functionality', 'fonctions', 'funciones', 'características'],
};

/** The target of a heading for entries of a kind; empty when nothing fits. */
export function guessTarget(heading: string, kind: Kind, language: string): string {
  const plain = heading.trim();
  const [, stem = plain, tag] =
    /^(.+?)[\s._:-]*[([\s._:-]([a-z]{2})(?:-[A-Za-z]{2,4})?[)\]]?$/.exec(plain) ?? [];
  const whole = findField(plain, kind);
  const field = whole ?? (tag === undefined ? null : findField(stem, kind));
  if (field !== null) {
    if (!field.localised) return field.name;
    return `${field.name}.${whole === null && tag !== undefined ? tag : language}`;
  }
  const key = wordKey(plain);
  const beside = Object.entries(BESIDE).find(([, words]) =>
    words.some((word) => wordKey(word) === key),
  );
  return beside?.[0] ?? '';
}

function findField(heading: string, kind: Kind): Field | null {
  const key = wordKey(heading);
  if (key === '') return null;
  const fields = FIELDS[kind];
  // `type` means the kind of entry where a column says it; only the field's own words win over that.
  const own = fields.find((field) => ownWords(field).some((word) => wordKey(word) === key));
  if (own !== undefined) return own;
  if (BESIDE[KIND_TARGET]!.some((word) => wordKey(word) === key)) return null;
  if (BESIDE[TEAM_TARGET]!.some((word) => wordKey(word) === key)) return null;
  return (
    fields.find((field) => SYNONYMS[field.name]?.some((word) => wordKey(word) === key)) ?? null
  );
}

function ownWords(field: Field): string[] {
  return [
    field.name,
    ...(field.csv === undefined ? [] : [field.csv]),
    ...(field.toolbox === undefined ? [] : [field.toolbox]),
    ...FIELD_WORDS.flatMap(({ label }) => (label as Record<string, string>)[field.name] ?? []),
  ];
}

/** The kind most of whose fields these headings name; tools win a draw. */
export function guessKind(headings: readonly string[]): Kind {
  const keys = new Set(headings.map(wordKey));
  // The first two layouts of the open software base have columns of their own.
  if (keys.has('stackexchangetag') || keys.has('sourcecodeurl')) return 'tool';
  let best: Kind = 'tool';
  let most = 0;
  for (const kind of KINDS) {
    const targets = new Set(headings.map((heading) => guessTarget(heading, kind, 'en')));
    for (const beside of ['', TEAM_TARGET, KIND_TARGET]) targets.delete(beside);
    // The fields that only this kind has tell more than the ones all share.
    const weight = [...targets].reduce((sum, target) => sum + weightOf(target), 0);
    if (weight > most) {
      most = weight;
      best = kind;
    }
  }
  return best;
}

/** The language most of these headings are in; `null` when nothing tells. */
export function guessLanguage(headings: readonly string[]): string | null {
  const keys = headings.map(wordKey);
  const counts = FIELD_WORDS.map(({ label }) => {
    const own = new Set(Object.values(label).map(wordKey));
    const others = FIELD_WORDS.filter((words) => words.label !== label);
    return keys.filter(
      (key) =>
        own.has(key) &&
        // A word that several languages share tells nothing.
        !others.some((words) => Object.values(words.label).some((word) => wordKey(word) === key)),
    ).length;
  });
  const most = Math.max(...counts);
  return most === 0 ? null : (['en', 'fr', 'es'][counts.indexOf(most)] ?? null);
}

function weightOf(target: string): number {
  // A country is where a tool is used or where an organisation sits: the column does not say.
  const [name] = target === 'country' ? ['countries'] : target.split('.');
  const kinds = KINDS.filter((kind) => FIELDS[kind].some((field) => field.name === name));
  return 5 - kinds.length;
}

/** The kinds by the words a cell may hold, and the tool's type where the word says that too. */
const KIND_WORDS: readonly (readonly [Kind, readonly string[], string?])[] = [
  ['tool', ['tool', 'outil', 'herramienta', 'digital tool']],
  ['tool', ['software', 'logiciel', 'programa'], 'software'],
  ['tool', ['platform', 'plateforme', 'plataforma'], 'platform'],
  [
    'use-case',
    [
      'use case',
      'usecase',
      'cas d’usage',
      'cas d’utilisation',
      'caso de uso',
      'project',
      'projet',
      'proyecto',
    ],
  ],
  ['organisation', ['organisation', 'organization', 'organización', 'actor', 'acteur']],
  ['collective-action', ['collective action', 'action collective', 'acción colectiva', 'action']],
];

/** The kind a word names; `null` for none. */
export function findKind(word: string): { kind: Kind; toolType: string | null } | null {
  const key = wordKey(word);
  const found = KIND_WORDS.find(([, words]) => words.some((one) => wordKey(one) === key));
  return found === undefined ? null : { kind: found[0], toolType: found[2] ?? null };
}

/** Whether a mapping may name it. */
export function isTarget(target: string): boolean {
  if (['', TEAM_TARGET, KIND_TARGET].includes(target)) return true;
  const [name = '', language, ...rest] = target.split('.');
  const fields = KINDS.flatMap((kind) => FIELDS[kind].filter((field) => field.name === name));
  if (fields.length === 0 || rest.length > 0) return false;
  const isLocalised = fields.some((field) => field.localised === true);
  return isLocalised
    ? language !== undefined && /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/.test(language)
    : language === undefined;
}
