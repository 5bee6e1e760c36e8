// What travels on a document's socket: message types, refusals and close events.
// The first four types are y-websocket's own; a stock WebsocketProvider needs no other.

/** The version of the document's shape (`fields.ts` and the rich-text schema) both sides must share. */
export const SCHEMA_VERSION = 1;

/**
 * The leading varUint of every frame.
 *
 * - `sync`, `awareness`, `auth`, `queryAwareness`: as in y-websocket 3.
 * - `acknowledgeRequest` (client to server): `varUint counter`. Asks to hear back once everything
 *   sent before it on this socket is committed.
 * - `acknowledge` (server to client): `varUint counter`. Everything sent before that request is on
 *   the server's disk.
 * - `refused` (server to client): `varString RefusalCode`. What was sent is not applied and not
 *   acknowledged; the client keeps its own copy.
 * - `rights` (server to client): `varUint 0|1` may write, `varString WriteDenial | ''`. Sent after
 *   the handshake and whenever it changes.
 * - `storage` (server to client): `varUint 0|1`. 0: the server cannot write to its disk just now and
 *   holds writes back; 1: it can again and has asked for what is missing.
 * - `aside` (server to client): `varString Aside`. Something beside the text changed: read it again.
 */
export const MESSAGE = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  acknowledgeRequest: 101,
  acknowledge: 102,
  refused: 103,
  rights: 104,
  storage: 105,
  aside: 106,
} as const;

/**
 * What stands beside the text of a document and can change without it. `view`: where it stands, who
 * writes in it or asks to, the help that is coming, its deadline. `references`: something its relations
 * point to was renamed, merged or taken out.
 */
export type Aside = 'notes' | 'signatories' | 'announcements' | 'view' | 'references';

/** The second varUint of a `sync` frame, as in y-protocols. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

/** Why an update is not let in (see `docs/spec.md`, admission). */
export type RefusalCode =
  | 'malformed'
  | 'too-large'
  | 'too-many-structs'
  | 'clock-overflow'
  | 'foreign-client'
  | 'unknown-origin'
  | 'unknown-root'
  | 'unknown-node'
  | 'forbidden-key'
  | 'subdocument'
  | 'too-deep'
  | 'delete-beyond-clock'
  | 'read-only';

/** Why a connection may read but not write. */
export type WriteDenial =
  | 'finalised'
  | 'in-review'
  | 'withdrawn'
  | 'merged'
  | 'frozen'
  | 'not-a-member';

/** A WebSocket close code with the stable reason sent along. */
export interface CloseEventKind {
  readonly code: number;
  readonly reason: string;
}

/**
 * Every close event the server sends. 44xx are permanent (y-websocket stops reconnecting), 45xx and
 * 10xx mean "come back". 4429 is not among them: it would strand people who only need to wait.
 */
export const CLOSE = {
  invalid: { code: 4400, reason: 'invalid' },
  signedOut: { code: 4401, reason: 'signed-out' },
  forbidden: { code: 4403, reason: 'forbidden' },
  notFound: { code: 4404, reason: 'not-found' },
  outdatedClient: { code: 4426, reason: 'please-reload' },
  restarting: { code: 1012, reason: 'restarting' },
  overloaded: { code: 1013, reason: 'overloaded' },
  roomDropped: { code: 4500, reason: 'room-dropped' },
  tooFast: { code: 4501, reason: 'too-fast' },
  tooSlow: { code: 4502, reason: 'too-slow' },
} as const satisfies Record<string, CloseEventKind>;

/** The largest frame either side accepts, in bytes. */
export const MAX_FRAME_BYTES = 1024 * 1024;

/** What a person looks like to others in a document; stamped by the server, never by a client. */
export interface PresenceUser {
  readonly id: string;
  readonly name: string;
  /** A CSS hex colour, stable per person. */
  readonly colour: string;
  readonly teamId: string | null;
}

/** One client's awareness state. Everything but `user` is the client's own. */
export interface PresenceState {
  readonly user: PresenceUser;
  /** The field the caret is in, as a root type name such as `description.en`. */
  readonly field?: string | null;
  /** The caret of the collaborative editor, as its caret extension writes it. */
  readonly cursor?: unknown;
}
