// What travels when people look something up while they write: alike entries, things to refer to,
// words in documents. Times are ms since the epoch.
import { z } from 'zod';
import { documentState, duplicateView } from './documents.ts';
import { kind } from './parts.ts';

/** What somebody has typed so far; the kind is the document's own. */
export const alikeQuery = z.object({
  name: z.string().max(300).default(''),
  website: z.string().max(2000).default(''),
  sourceCode: z.string().max(2000).default(''),
  wikidata: z.string().max(40).default(''),
});

/**
 * How the team that asks stands to another team's draft: may write in it, has asked to, was told no,
 * may ask. `null` for what is no draft.
 */
const joinStanding = z.enum(['writes', 'asked', 'declined', 'may-ask']);

export type JoinStanding = z.infer<typeof joinStanding>;

/** Something alike, as it is shown beside the form. */
const alikeView = duplicateView.extend({
  join: joinStanding.nullable(),
  /** How many people are in that draft now. */
  writing: z.number(),
});

export type AlikeView = z.infer<typeof alikeView>;

/** What may be the same as what is being written. */
export const alikeAnswer = z.object({
  /** The surest first, at most twenty. */
  alike: z.array(alikeView),
  /** How many more there are. */
  more: z.number(),
  /** The team of mine that would join another one's draft. */
  askingTeamId: z.string(),
});

/** Somebody looked at these and says why theirs is another thing. */
export const notTheSameRequest = z.object({
  ids: z.array(z.string().max(120)).min(1).max(100),
  reason: z.string().trim().min(1).max(300),
});

/** The draft a team wants to write in. */
export const askToJoinRequest = z.object({ documentId: z.string().max(120) });

/** `joined` at once when the one who asks may decide it; `declined` when that was answered before. */
export const askToJoinAnswer = z.object({ outcome: z.enum(['asked', 'joined', 'declined']) });

/** What the table that was asked decides. */
export const answerJoinRequest = z.object({ isAccepted: z.boolean() });

/** Something a relation can point to. */
export const relatedView = z.object({
  /** `record:<id>` or `document:<id>`. */
  ref: z.string(),
  kind,
  title: z.string(),
  /** Where it can be read. */
  path: z.string(),
  source: z.enum(['record', 'document']),
  teamName: z.string().nullable(),
});

export type RelatedView = z.infer<typeof relatedView>;

/** What a relation of a document points to, as it is known now. */
export const referenceView = z.object({
  ref: z.string(),
  /** `merged`: followed to what it was merged into. */
  standing: z.enum(['draft', 'published', 'merged', 'withdrawn']),
  /** Empty for a draft that nobody has named. */
  title: z.string(),
  /** The title it had, where that leads to another one. */
  was: z.string().nullable(),
  /** Where it can be read. */
  path: z.string().nullable(),
});

export type ReferenceView = z.infer<typeof referenceView>;

/** A document that holds the words. */
const searchHit = z.object({
  id: z.string(),
  kind,
  state: documentState,
  title: z.string(),
  teamId: z.string(),
  teamName: z.string(),
  /** Text around the first of the words, empty when only the title holds them. */
  excerpt: z.string(),
});

export type SearchHit = z.infer<typeof searchHit>;

/** The documents that hold the words. */
export const searchAnswer = z.object({
  /** The best first. */
  hits: z.array(searchHit),
  /** How many there are, shown or not. */
  total: z.number(),
});

export type SearchAnswer = z.infer<typeof searchAnswer>;
