// What travels about imports: a file, how to read it, what would become of each row, and what did.
import { z } from 'zod';
import { IMPORT_FORMATS } from '../import-formats.ts';
import { MAX_IMPORT_BYTES } from '../import-size.ts';
import { kind } from './parts.ts';

const importFormat = z.enum(IMPORT_FORMATS);

/** Why a file as a whole cannot be read. */
const unreadableReason = z.enum([
  'empty',
  'too-large',
  'too-many-rows',
  'too-many-columns',
  'not-text',
  'web-page',
  'unclosed-quote',
  'bad-json',
  'bad-archive',
  'too-much-inside',
  'bad-workbook',
  'no-such-sheet',
  'other-format',
  'no-entries',
]);

export type UnreadableReason = z.infer<typeof unreadableReason>;

/** Why a row becomes no entry. */
const rowProblem = z.enum([
  'no-name',
  'name-too-long',
  'control-characters',
  'unknown-kind',
  'no-team',
  'team-too-long',
  'unreadable',
]);

export type RowProblem = z.infer<typeof rowProblem>;

/** What is the matter with one value. */
const cellProblem = z.enum([
  'not-an-address',
  'unknown-country',
  'unknown-language',
  'unknown-option',
  'unknown-licence',
  'not-a-date',
  'ambiguous-date',
  'not-a-number',
  'not-wikidata',
  'control-characters',
  'too-long',
  'too-many',
  'second-value',
  'no-such-field',
  'no-heading',
]);

export type CellProblem = z.infer<typeof cellProblem>;

const importNote = z.object({
  column: z.string(),
  value: z.string(),
  code: cellProblem,
  isTaken: z.boolean(),
});

/** What an imported row looks like. */
const importMatch = z.object({
  type: z.enum(['record', 'document']),
  id: z.string(),
  title: z.string(),
  path: z.string(),
  teamName: z.string().nullable(),
  match: z.enum(['wikidata', 'source-code', 'website', 'name', 'similar-name']),
});

/** What can be done with a row. */
const importChoice = z.enum(['create', 'skip', 'improve']);

export type ImportChoice = z.infer<typeof importChoice>;

/** A row as it was understood, before anything is written. */
const importRow = z.object({
  /** Its place among the entries, from 0: what choices name it by. */
  index: z.number(),
  row: z.number(),
  file: z.string(),
  kind: kind.nullable(),
  title: z.string(),
  /** The team it goes to; `null` is the one chosen for the whole import. */
  team: z.string().nullable(),
  outcome: z.enum(['new', 'known', 'alike', 'repeated', 'team', 'problem']),
  problem: rowProblem.nullable(),
  match: importMatch.nullable(),
  /** The row of this file that says the same. */
  earlierRow: z.number().nullable(),
  /** The fields that are taken. */
  fields: z.array(z.string()),
  notes: z.array(importNote),
});

export type ImportRow = z.infer<typeof importRow>;

const importOptions = {
  file: z.object({
    name: z.string().max(255),
    base64: z.base64().max(Math.ceil(MAX_IMPORT_BYTES / 3) * 4),
  }),
  format: importFormat.optional(),
  mapping: z.array(z.string().max(80)).max(500).optional(),
  kind: kind.optional(),
  language: z.string().max(35).optional(),
  sheet: z.string().max(100).optional(),
  /** Organisations that only a relation names become drafts too. */
  withOrganisations: z.boolean().optional(),
};

/** A file to look at. */
export const importPreviewRequest = z.object(importOptions);

/** A file to bring in; rows without a choice are created when they are new and left out otherwise. */
export const importRequest = z.object({
  ...importOptions,
  /** Made by the client once for each import: sent twice, it is one import. */
  key: z.string().regex(/^[0-9a-z]{20}$/),
  choices: z.record(z.string().regex(/^\d{1,5}$/), importChoice),
});

/** What a file would bring. */
export const importPreview = z.object({
  format: importFormat,
  columns: z
    .array(z.object({ heading: z.string(), target: z.string(), samples: z.array(z.string()) }))
    .nullable(),
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  ignored: z.array(z.string()),
  kind,
  language: z.string(),
  rows: z.array(importRow),
  /** Teams that would be made. */
  newTeams: z.array(z.string()),
  /** Organisations that only relations name, and that are nowhere yet. */
  newOrganisations: z.number(),
});

export type ImportPreview = z.infer<typeof importPreview>;

/** A row of the report of an import. */
const importedRow = importRow.extend({
  done: z.enum(['created', 'improved', 'skipped', 'refused']),
  documentId: z.string().nullable(),
});

export type ImportedRow = z.infer<typeof importedRow>;

/** An import in a list. */
export const importSummary = z.object({
  id: z.string(),
  fileName: z.string(),
  format: importFormat,
  at: z.number(),
  personName: z.string().nullable(),
  created: z.number(),
  organisations: z.number(),
  teams: z.number(),
  undoneAt: z.number().nullable(),
  canUndo: z.boolean(),
});

export type ImportSummary = z.infer<typeof importSummary>;

/** The receipt of an import. */
export const importReceipt = importSummary.extend({
  improved: z.number(),
  skipped: z.number(),
  refused: z.number(),
  rows: z.array(importedRow),
});

export type ImportReceipt = z.infer<typeof importReceipt>;

/** What became of taking an import back. */
export const undoAnswer = z.object({
  removed: z.number(),
  /** What people have worked on since stays. */
  kept: z.array(z.object({ documentId: z.string(), title: z.string() })),
  teams: z.number(),
});

export type UndoAnswer = z.infer<typeof undoAnswer>;
