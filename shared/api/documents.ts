// What travels about documents and their lifecycle. Times are ms since the epoch, by the server's
// clock.
import { z } from 'zod';
import { DOCUMENT_STATES } from '../roles.ts';
import { hackathonView } from './hackathons.ts';
import { fieldNote } from './notes.ts';
import { kind, missing } from './parts.ts';
import { teamView } from './teams.ts';

export const documentState = z.enum(DOCUMENT_STATES);

/** A document as lists and boards show it. */
export const documentSummary = z.object({
  id: z.string(),
  hackathonId: z.string(),
  teamId: z.string(),
  kind,
  state: documentState,
  title: z.string(),
  completeness: z.number(),
  missing: z.array(missing),
  /** On boards, which name the first few only: how many there are. */
  missingCount: z.number().optional(),
  createdAt: z.number(),
  lastEditedAt: z.number().nullable(),
  lastEditedBy: z.string().nullable(),
  /** Permalink path of the published record, if there is one. */
  recordPath: z.string().nullable(),
  headRevision: z.number().nullable(),
  /** Other teams that write in it, and those that ask to. */
  invitedTeamIds: z.array(z.string()),
  askingTeamIds: z.array(z.string()),
  /** Threads of notes that nobody settled yet. */
  openNotes: z.number(),
});

export type DocumentSummary = z.infer<typeof documentSummary>;

/** A document as its own screen needs it, with what I may do. */
export const documentView = documentSummary.extend({
  hackathon: hackathonView,
  team: teamView,
  invitedTeams: z.array(teamView),
  askingTeams: z.array(teamView),
  /** When the team's time is up, by the server's clock. */
  deadlineAt: z.number(),
  rights: z.object({
    write: z.boolean(),
    finalise: z.boolean(),
    submit: z.boolean(),
    review: z.boolean(),
    reopen: z.boolean(),
    withdraw: z.boolean(),
    invite: z.boolean(),
    restore: z.boolean(),
  }),
  /** What a reviewer wrote when the entry last came back, until it is handed in again. */
  returned: z.object({ note: z.string(), personName: z.string(), at: z.number() }).nullable(),
  serverTime: z.number(),
});

export type DocumentView = z.infer<typeof documentView>;

/** A new document of a team, empty or begun from something. */
export const createDocumentRequest = z.object({
  kind,
  name: z.string().trim().max(120).default(''),
  /** Language of `name` and of the first form; the hackathon's first when absent. */
  language: z.string().max(20).optional(),
  /** Begins with the words of a template of the hackathon, of this kind. */
  templateId: z.string().max(120).optional(),
  /** Begins with what holds elsewhere too in `record:<id>` or `document:<id>`, of this kind. */
  from: z.string().max(140).optional(),
});

/** Why an entry is not let into the catalogue; `details` of `422 not_ready`. */
const problemView = z.object({
  field: z.string(),
  language: z.string().nullable(),
  code: z.string(),
  detail: z.string(),
});

export type ProblemView = z.infer<typeof problemView>;

/** A reviewer gives an entry back: what is missing, and where. */
export const returnRequest = z.object({
  note: z.string().trim().min(1).max(2000),
  /** Become threads at their fields. */
  notes: z.array(fieldNote).max(100).default([]),
});

/** Another team of the hackathon that may write too. */
export const inviteTeamRequest = z.object({ teamId: z.string() });

/** A version to keep, under a name people find it by. */
export const createVersionRequest = z.object({ name: z.string().trim().min(1).max(120) });

/** Something alike; `details` of `409 possible_duplicate`. */
export const duplicateView = z.object({
  type: z.enum(['record', 'document']),
  id: z.string(),
  kind,
  title: z.string(),
  /** The path to open it. */
  path: z.string(),
  teamName: z.string().nullable(),
  /** Which normal form agrees. */
  match: z.enum(['name', 'website', 'source-code', 'wikidata', 'similar-name']),
});

export type DuplicateView = z.infer<typeof duplicateView>;

/** Into the catalogue, as it reads when the request arrives. */
export const finaliseRequest = z.object({
  /** Ids of duplicates looked at and called different, with the reason. */
  notTheSame: z
    .object({ ids: z.array(z.string()).max(500), reason: z.string().trim().min(1).max(300) })
    .optional(),
});

/** The revision that came of it. */
export const finaliseAnswer = z.object({
  recordId: z.string(),
  revision: z.number(),
  path: z.string(),
  /** False when the same content was already that revision (LI1). */
  created: z.boolean(),
});

export type FinaliseAnswer = z.infer<typeof finaliseAnswer>;
