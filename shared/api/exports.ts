// What travels about exports: notes and receipts. Times are ms since the epoch.
import { z } from 'zod';
import { kind } from './parts.ts';

/** Something an export leaves out or shortens, and why. The words are in the language files. */
export const exportNote = z.object({
  recordId: z.string(),
  kind,
  title: z.string(),
  path: z.string(),
  /** Whose entry it is, and who can mend most of what a note says. */
  teamName: z.string().nullable(),
  code: z.enum([
    'no-card-type',
    'duplicate-name',
    'no-name',
    'no-description',
    'language-left-out',
    'shortened',
    'not-an-address',
    'relation-left-out',
    'too-long',
  ]),
  field: z.string().nullable(),
  /** What makes the sentence exact: a language, a name, an address. */
  detail: z.string(),
});

export type ExportNote = z.infer<typeof exportNote>;

/** What can be exported now. */
export const exportSummary = z.object({
  /** Records of this hackathon, as in CSV and JSON. */
  records: z.number(),
  kinds: z.record(kind, z.number()),
  /** Tools as publiccode.yml (EX3). */
  publiccode: z.object({
    valid: z.number(),
    unfinished: z.array(
      z.object({
        recordId: z.string(),
        title: z.string(),
        path: z.string(),
        teamName: z.string().nullable(),
        /** Where in the file, and what the standard has against it, in English. */
        problems: z.array(z.object({ path: z.string(), message: z.string() })),
      }),
    ),
  }),
  /** The toolbox bundle always holds the whole catalogue (EX1). */
  toolbox: z.object({
    /** Cards in the bundle. */
    ready: z.number(),
    /** Records that get no card, with the reason. */
    blocked: z.array(exportNote),
    /** What cards lose on the way. */
    notes: z.array(exportNote),
  }),
});

export type ExportSummary = z.infer<typeof exportSummary>;
