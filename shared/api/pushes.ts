// What travels about pushes to a toolbox: dry runs, progress, receipts. Times are ms since the epoch.
import { z } from 'zod';
import { exportNote } from './exports.ts';
import { kind } from './parts.ts';

/** One attribute of a card, before and after; a list that is empty stands for nothing. */
const cardFieldDifference = z.object({
  /** The toolbox's label, such as `Website`. */
  label: z.string(),
  before: z.array(z.string()),
  after: z.array(z.string()),
});

export type CardFieldDifference = z.infer<typeof cardFieldDifference>;

const card = z.object({
  recordId: z.string(),
  kind,
  title: z.string(),
  path: z.string(),
  revision: z.number(),
});

/** What a push does to one card. */
const cardDifference = card.extend({
  change: z.enum(['added', 'changed', 'unchanged', 'removed']),
  fields: z.array(cardFieldDifference),
});

export type CardDifference = z.infer<typeof cardDifference>;

/** The toolbox an administrator configured. */
const toolboxAddress = z.object({ address: z.string(), account: z.string() });

/** What a push would send now, and what it would change. */
export const pushDryRun = z.object({
  toolbox: toolboxAddress.nullable(),
  /** Names this bundle; a push is asked for by it, so that nothing is sent that nobody looked at. */
  bundleHash: z.string(),
  bytes: z.number(),
  /** What the toolbox takes at most. */
  maxBytes: z.number(),
  ready: z.number(),
  blocked: z.array(exportNote),
  notes: z.array(exportNote),
  /** Added, changed and removed cards. */
  differences: z.array(cardDifference),
  unchanged: z.number(),
  /** The push it is compared with. */
  lastPushedAt: z.number().nullable(),
});

export type PushDryRun = z.infer<typeof pushDryRun>;

/** Why a push stands still. The words are in the language files. */
const pushErrorCode = z.enum([
  'unreachable',
  'unknown-name',
  'not-secure',
  'cut',
  'timeout',
  'not-allowed',
  'refused',
  'toolbox-failed',
  'too-large',
  'unreadable',
  'others-cards',
  'incomplete',
  'other-toolbox',
  'disk',
  'fault',
]);

export type PushErrorCode = z.infer<typeof pushErrorCode>;

/** A push, as lists and the progress line show it. */
export const pushView = z.object({
  id: z.string(),
  address: z.string(),
  state: z.enum(['running', 'done', 'failed', 'stopped']),
  step: z.enum(['check', 'send', 'read-back']),
  /** How often it was tried. */
  attempts: z.number(),
  /** When the next attempt begins; in the past while one is under way. */
  dueAt: z.number(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  cards: z.number(),
  added: z.number(),
  changed: z.number(),
  removed: z.number(),
  confirmed: z.number(),
  unconfirmed: z.number(),
  /** Why it waits or stands still, and since when nothing got through. */
  error: z.object({ code: pushErrorCode, detail: z.string(), since: z.number() }).nullable(),
});

export type PushView = z.infer<typeof pushView>;

/** What became of one picture of a card that is kept here. */
const pushPicture = z.object({
  /** Its address here. */
  address: z.string(),
  isUploaded: z.boolean(),
  /** Its address in the toolbox, or why it has none. */
  detail: z.string(),
});

export type PushPicture = z.infer<typeof pushPicture>;

/** What became of one record. */
const pushReceipt = cardDifference.extend({
  state: z.enum(['waiting', 'confirmed', 'unconfirmed']),
  /** The card's id in the toolbox. */
  cardId: z.string().nullable(),
  /** The id it had after the last push, when that was another. */
  previousCardId: z.string().nullable(),
  /** Further cards of this name. */
  doubles: z.number(),
  /** The toolbox's own sentences. */
  warnings: z.array(z.string()),
  pictures: z.array(pushPicture),
});

export type PushReceipt = z.infer<typeof pushReceipt>;

/** The pushes of this server, newest first; all hackathons go out together. */
export const pushList = z.object({
  toolbox: toolboxAddress.nullable(),
  pushes: z.array(pushView),
});

/** One push with its receipts. */
export const pushDetail = z.object({ push: pushView, receipts: z.array(pushReceipt) });

/** Asks for a push of the bundle somebody looked at. */
export const pushRequest = z.object({ bundleHash: z.string().max(64) });

/** Goes on with a push that stands still. */
export const pushResumeRequest = z.object({
  /** The account's other cards may be taken out of the toolbox. */
  mayDropOthers: z.boolean().default(false),
});
