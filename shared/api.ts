// What travels over HTTP: request bodies and answers, as zod schemas both sides share. Times are ms
// since the epoch, by the server's clock.
import { z } from 'zod';
import type { Completeness } from './completeness.ts';
import { KINDS, type Kind, TARGETS } from './fields.ts';
import type { FieldValues } from './projection.ts';

const kind = z.enum(KINDS as [Kind, ...Kind[]]);
const target = z.enum(TARGETS as ['catalogue', 'toolbox', 'publiccode']);

/** Every error answer. `code` is stable; `message` is English for developers; screens translate the code. */
export const errorAnswer = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});
export type ErrorAnswer = z.infer<typeof errorAnswer>;

export const personView = z.object({
  id: z.string(),
  name: z.string(),
  colour: z.string(),
  language: z.string(),
  hasAccount: z.boolean(),
  isAdministrator: z.boolean(),
});
export type PersonView = z.infer<typeof personView>;

export const hackathonView = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  place: z.string(),
  startsAt: z.number(),
  endsAt: z.number(),
  timeZone: z.string(),
  languages: z.array(z.string()),
  state: z.enum(['open', 'frozen', 'closed']),
  reviewRequired: z.boolean(),
  /** What its time is divided into, the first to end first. */
  stages: z.array(z.object({ name: z.string(), endsAt: z.number() })),
});
export type HackathonView = z.infer<typeof hackathonView>;

export const teamView = z.object({
  id: z.string(),
  hackathonId: z.string(),
  name: z.string(),
  colour: z.string(),
  handRaisedAt: z.number().nullable(),
  extendedUntil: z.number().nullable(),
  memberCount: z.number(),
});
export type TeamView = z.infer<typeof teamView>;

/** Who I am, as every page needs it. */
export const sessionView = z.object({
  person: personView.nullable(),
  /** Teams I am in, with their hackathon. */
  teams: z.array(z.object({ team: teamView, hackathon: hackathonView })),
  /** Hackathons I facilitate. */
  facilitates: z.array(hackathonView),
  serverTime: z.number(),
});
export type SessionView = z.infer<typeof sessionView>;

/** What a join code opens, shown before a name is asked. */
export const joinView = z.object({
  code: z.string(),
  hackathon: hackathonView,
  /** `null`: the code is the hackathon's, and the person picks one of `teams`. */
  team: teamView.nullable(),
  teams: z.array(teamView),
});
export type JoinView = z.infer<typeof joinView>;

const personName = z.string().trim().min(1).max(80);
const password = z.string().min(10).max(200);
const email = z.email().max(200);

export const joinRequest = z.object({
  code: z.string().min(1).max(40),
  /** Ignored for a person already signed in. */
  name: personName,
  teamId: z.string().optional(),
  language: z.string().max(20).optional(),
});
export const signInRequest = z.object({ email, password: z.string().min(1).max(200) });
/** Name and e-mail are for invitations; a link for a new password knows whose it is. */
export const claimLinkRequest = z.object({
  name: personName.optional(),
  email: email.optional(),
  password,
});
export const requestPasswordMail = z.object({ email });
export const updatePersonRequest = z.object({
  name: personName.optional(),
  language: z.string().max(20).optional(),
  /** Both or none: makes a guest an account to come back to. */
  email: email.optional(),
  password: password.optional(),
  /** Needed to change how an existing account signs in. */
  currentPassword: z.string().max(200).optional(),
});

/** A signed-in browser of mine. */
export const sessionRowView = z.object({
  id: z.string(),
  createdAt: z.number(),
  lastSeenAt: z.number(),
  expiresAt: z.number(),
  userAgent: z.string(),
  isCurrent: z.boolean(),
});
export type SessionRowView = z.infer<typeof sessionRowView>;

/** What a one-time link opens. */
export const linkView = z.object({
  purpose: z.enum(['first-facilitator', 'invite-facilitator', 'reset-password']),
  /** For an invitation: what one is invited to. */
  hackathonName: z.string().nullable(),
  /** For a new password: whose. */
  personName: z.string().nullable(),
  expiresAt: z.number(),
});
export type LinkView = z.infer<typeof linkView>;

/** Where joining led. */
export const joinAnswer = z.object({
  hackathonId: z.string(),
  slug: z.string(),
  teamId: z.string(),
});
export type JoinAnswer = z.infer<typeof joinAnswer>;

export const createHackathonRequest = z
  .object({
    name: z.string().trim().min(1).max(120),
    place: z.string().trim().max(120).default(''),
    startsAt: z.number().int(),
    endsAt: z.number().int(),
    timeZone: z.string().max(60).default('UTC'),
    languages: z.array(z.string().min(2).max(20)).min(1).max(24).default(['en', 'fr', 'es']),
    reviewRequired: z.boolean().default(false),
    teams: z.array(z.string().trim().min(1).max(80)).max(200).default([]),
  })
  .refine(({ startsAt, endsAt }) => endsAt >= startsAt, { path: ['endsAt'] });
export const copyHackathonRequest = z.object({
  name: z.string().trim().min(1).max(120),
  startsAt: z.number().int(),
});
export const updateHackathonRequest = z.object({
  name: z.string().trim().min(1).max(120).optional(),
  endsAt: z.number().int().optional(),
  state: z.enum(['open', 'frozen', 'closed']).optional(),
  reviewRequired: z.boolean().optional(),
});
export const replaceStagesRequest = z.object({
  stages: z
    .array(z.object({ name: z.string().trim().min(1).max(80), endsAt: z.number().int() }))
    .max(30),
});

/** How an entry may begin: its kind and a description by language. */
export const templateView = z.object({
  id: z.string(),
  kind,
  name: z.string(),
  texts: z.record(z.string(), z.string()),
});
export type TemplateView = z.infer<typeof templateView>;
export const replaceTemplatesRequest = z.object({
  templates: z
    .array(
      z.object({
        kind,
        name: z.string().trim().min(1).max(80),
        texts: z.record(z.string().min(2).max(20), z.string().max(5000)),
      }),
    )
    .max(20),
});
export const createTeamRequest = z.object({ name: z.string().trim().min(1).max(80) });
export const updateTeamRequest = z.object({
  name: z.string().trim().min(1).max(80).optional(),
  handRaised: z.boolean().optional(),
  extendedUntil: z.number().int().nullable().optional(),
});

export const joinCodeView = z.object({
  code: z.string(),
  teamId: z.string().nullable(),
  url: z.string(),
  createdAt: z.number(),
});
export type JoinCodeView = z.infer<typeof joinCodeView>;

export const announcementView = z.object({
  id: z.string(),
  text: z.string(),
  createdAt: z.number(),
});
export type AnnouncementView = z.infer<typeof announcementView>;
export const createAnnouncementRequest = z.object({ text: z.string().trim().min(1).max(500) });

/** Without a team the code is the hackathon's, and the person picks a team. */
export const createJoinCodeRequest = z.object({ teamId: z.string().nullable().default(null) });

/** Somebody in a team. */
export const memberView = z.object({
  personId: z.string(),
  name: z.string(),
  colour: z.string(),
  joinedAt: z.number(),
});
export type MemberView = z.infer<typeof memberView>;

/** Somebody in a hackathon, as its facilitators see them. */
export const rosterEntryView = z.object({
  personId: z.string(),
  name: z.string(),
  colour: z.string(),
  hasAccount: z.boolean(),
  isFacilitator: z.boolean(),
  teamIds: z.array(z.string()),
  lastSeenAt: z.number().nullable(),
  /** Whether I may make a link with which they set a new password. */
  canReset: z.boolean(),
});
export type RosterEntryView = z.infer<typeof rosterEntryView>;

export const importRequest = z.object({
  csv: z.string().min(1),
  /** Language of the summaries; the hackathon's first when absent. */
  language: z.string().max(20).optional(),
  /** False shows what would happen. */
  write: z.boolean(),
});

/** A row of a table of teams and entries, as it was understood. */
export const importRowView = z.object({
  /** Of the file. */
  line: z.number(),
  team: z.string(),
  kind: kind.nullable(),
  name: z.string(),
  summary: z.string(),
  /** `known`: it is there already, and stays as it is. */
  outcome: z.enum(['new-team', 'new-entry', 'new-team-and-entry', 'known', 'problem']),
  problem: z
    .enum([
      'team-missing',
      'team-too-long',
      'unseen-characters',
      'unknown-kind',
      'name-missing',
      'name-too-long',
      'summary-too-long',
    ])
    .nullable(),
});
export type ImportRowView = z.infer<typeof importRowView>;

export const importAnswer = z.object({
  rows: z.array(importRowView),
  /** New ones. */
  teams: z.number(),
  entries: z.number(),
  isWritten: z.boolean(),
});
export type ImportAnswer = z.infer<typeof importAnswer>;

export const moveMemberRequest = z.object({ toTeamId: z.string() });
export const mergeTeamRequest = z.object({ intoTeamId: z.string() });

/** A wall link; its address is only in the answer that creates it. */
export const wallLinkView = z.object({ id: z.string(), createdAt: z.number() });
export type WallLinkView = z.infer<typeof wallLinkView>;

/** A decision somebody took; `detail` depends on `action`. */
export const auditView = z.object({
  seq: z.number(),
  at: z.number(),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditView = z.infer<typeof auditView>;

export const documentState = z.enum([
  'draft',
  'in-review',
  'finalised',
  'reopened',
  'withdrawn',
  'merged',
]);

const missing = z.object({ field: z.string(), requiredFor: z.array(target) });

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
  createdAt: z.number(),
  lastEditedAt: z.number().nullable(),
  lastEditedBy: z.string().nullable(),
  /** Permalink path of the published record, if there is one. */
  recordPath: z.string().nullable(),
  headRevision: z.number().nullable(),
});
export type DocumentSummary = z.infer<typeof documentSummary>;

/** A document as its own screen needs it, with what I may do. */
export const documentView = documentSummary.extend({
  hackathon: hackathonView,
  team: teamView,
  invitedTeams: z.array(teamView),
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

export const createDocumentRequest = z.object({
  kind,
  name: z.string().trim().max(120).default(''),
  /** Language of `name` and of the first form; the hackathon's first when absent. */
  language: z.string().max(20).optional(),
  /** Begins with the words of a template of the hackathon, of this kind. */
  templateId: z.string().max(120).optional(),
});

/** Why an entry is not let into the catalogue; `details` of `422 not_ready`. */
export const problemView = z.object({
  field: z.string(),
  language: z.string().nullable(),
  code: z.string(),
  detail: z.string(),
});
export type ProblemView = z.infer<typeof problemView>;

export const returnRequest = z.object({ note: z.string().trim().min(1).max(2000) });
export const inviteTeamRequest = z.object({ teamId: z.string() });
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

export const finaliseRequest = z.object({
  /** Ids of duplicates looked at and called different, with the reason. */
  notTheSame: z
    .object({ ids: z.array(z.string()).max(500), reason: z.string().trim().min(1).max(300) })
    .optional(),
});
export const finaliseAnswer = z.object({
  recordId: z.string(),
  revision: z.number(),
  path: z.string(),
  /** False when the same content was already that revision (LI1). */
  created: z.boolean(),
});
export type FinaliseAnswer = z.infer<typeof finaliseAnswer>;

/** A record as lists show it. */
export const recordSummary = z.object({
  id: z.string(),
  kind,
  slug: z.string(),
  path: z.string(),
  title: z.string(),
  /** By language. */
  summary: z.record(z.string(), z.string()),
  countries: z.array(z.string()),
  tags: z.array(z.string()),
  revision: z.number(),
  finalisedAt: z.number(),
  teamName: z.string().nullable(),
  hackathonName: z.string(),
  hackathonSlug: z.string(),
});
export type RecordSummary = z.infer<typeof recordSummary>;

export const recordPage = z.object({
  records: z.array(recordSummary),
  total: z.number(),
  /** Counts per kind of what the search found. */
  kinds: z.record(z.string(), z.number()),
  /** Counts per value of what the search found, the most frequent first; values can be passed back. */
  facets: z.object({
    countries: z.array(z.object({ value: z.string(), count: z.number() })),
    tags: z.array(z.object({ value: z.string(), count: z.number() })),
  }),
  nextCursor: z.string().nullable(),
});
export type RecordPage = z.infer<typeof recordPage>;

const contributorView = z.object({ name: z.string(), fields: z.array(z.string()) });

/** One revision of a record, whole. */
export const recordView = recordSummary.extend({
  state: z.enum(['published', 'withdrawn', 'merged']),
  // Said as any object: what a field's value looks like is the field table's business.
  fields: z.record(z.string(), z.unknown()) as unknown as z.ZodType<FieldValues>,
  hash: z.string(),
  previousHash: z.string(),
  contributors: z.array(contributorView),
  /** Where the relations of `fields` lead, by their reference (`record:<id>`). */
  related: z.record(z.string(), z.object({ path: z.string(), title: z.string(), kind })),
  revisions: z.array(z.object({ number: z.number(), finalisedAt: z.number(), hash: z.string() })),
  /** A newer text is being written. */
  isReopened: z.boolean(),
});
export type RecordView = z.infer<typeof recordView>;

/** What is left of a withdrawn record; `details` of `410 withdrawn`. */
export const recordTombstone = z.object({
  id: z.string(),
  kind,
  path: z.string(),
  title: z.string(),
  withdrawnAt: z.number(),
});
export type RecordTombstone = z.infer<typeof recordTombstone>;

/** Something an export leaves out or shortens, and why. The words are in the language files. */
export const exportNote = z.object({
  recordId: z.string(),
  kind,
  title: z.string(),
  path: z.string(),
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

/** How a hackathon stands, in numbers nobody types. */
export const totalsView = z.object({
  drafts: z.record(kind, z.number()),
  finalised: z.record(kind, z.number()),
  teams: z.number(),
  people: z.number(),
  online: z.number(),
  countries: z.number(),
  signatories: z.number(),
  commitments: z.number(),
});
export type TotalsView = z.infer<typeof totalsView>;

/** The wall's whole screen: aggregates and names of teams only, never text of a draft. */
export const wallView = z.object({
  hackathon: hackathonView,
  totals: totalsView,
  /** Countries that signed or use, ISO 3166-1 alpha-2. */
  countries: z.array(z.string()),
  teams: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      colour: z.string(),
      completeness: z.number(),
      documents: z.number(),
      finalised: z.number(),
      writing: z.number(),
    }),
  ),
  latest: z.array(
    z.object({
      id: z.string(),
      kind,
      title: z.string(),
      teamName: z.string().nullable(),
      finalisedAt: z.number(),
      revision: z.number(),
    }),
  ),
  collectiveActions: z.array(
    z.object({
      id: z.string(),
      number: z.number().nullable(),
      title: z.string(),
      countries: z.number(),
      organisations: z.number(),
      isFinalised: z.boolean(),
    }),
  ),
  announcement: announcementView.nullable(),
  joinCode: z.string().nullable(),
  joinUrl: z.string().nullable(),
  deadlineAt: z.number(),
  serverTime: z.number(),
});
export type WallView = z.infer<typeof wallView>;

/** Someone at work, as boards show it. */
export const presenceView = z.object({
  personId: z.string(),
  name: z.string(),
  colour: z.string(),
  teamId: z.string().nullable(),
  field: z.string().nullable(),
});
export type PresenceView = z.infer<typeof presenceView>;

/** The board of a hackathon: every team and document, and where the feed goes on from. */
export const boardView = z.object({
  hackathon: hackathonView,
  teams: z.array(teamView),
  documents: z.array(documentSummary),
  presence: z.record(z.string(), z.array(presenceView)),
  announcements: z.array(announcementView),
  /** Pass to the feed as `Last-Event-ID` or `?cursor=`. */
  cursor: z.string(),
  serverTime: z.number(),
});
export type BoardView = z.infer<typeof boardView>;

/** One change on a board, in the order of the feed. `reset`: the cursor is too old, read the board again. */
export const boardEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('document'), document: documentSummary }),
  z.object({ type: z.literal('presence'), documentId: z.string(), people: z.array(presenceView) }),
  z.object({ type: z.literal('team'), team: teamView }),
  z.object({ type: z.literal('announcements'), announcements: z.array(announcementView) }),
  z.object({ type: z.literal('hackathon'), hackathon: hackathonView }),
  z.object({ type: z.literal('reset') }),
]);
export type BoardEvent = z.infer<typeof boardEvent>;

/** A version in a document's history. */
export const versionView = z.object({
  id: z.string(),
  cause: z.enum(['named', 'finalised', 'deadline', 'large-deletion', 'restored']),
  name: z.string(),
  at: z.number(),
  personName: z.string().nullable(),
});
export type VersionView = z.infer<typeof versionView>;

/** A run of a text difference. */
export const diffRun = z.object({ type: z.enum(['same', 'added', 'removed']), text: z.string() });
/** One field that differs between two versions, as words. */
export const fieldDiff = z.object({
  field: z.string(),
  language: z.string().nullable(),
  runs: z.array(diffRun),
});
export type FieldDiff = z.infer<typeof fieldDiff>;

/** Who wrote a root of a document, from the log. */
export const authorshipView = z.object({
  root: z.string(),
  people: z.array(
    z.object({
      personId: z.string().nullable(),
      name: z.string(),
      updates: z.number(),
      lastAt: z.number(),
    }),
  ),
});
export type AuthorshipView = z.infer<typeof authorshipView>;

/** What the completeness of a projection is, for typed answers. */
export type CompletenessView = Completeness;
