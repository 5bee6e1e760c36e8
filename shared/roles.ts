// Every permission, once: can(person, verb, subject). HTTP, upgrade, frames and exports all ask here.
import type { WriteDenial } from './protocol.ts';

/** Where a document stands between the first word and the catalogue. */
export const DOCUMENT_STATES = [
  'draft',
  'in-review',
  'finalised',
  'reopened',
  'withdrawn',
  'merged',
] as const;

export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** Whether a document still counts: neither taken back nor merged into another. */
export function isStanding(state: DocumentState): boolean {
  return state !== 'withdrawn' && state !== 'merged';
}

/** Where a hackathon stands. */
export const HACKATHON_STATES = ['open', 'frozen', 'closed'] as const;

export type HackathonState = (typeof HACKATHON_STATES)[number];

/** Who asks: a person with what they are to things, or nobody. */
export interface Actor {
  readonly personId: string;
  readonly isAdministrator: boolean;
  /** Hackathons they facilitate. */
  readonly facilitates: readonly string[];
  /** Teams they belong to, with the hackathon of each. */
  readonly teams: readonly { readonly teamId: string; readonly hackathonId: string }[];
}

/** What is asked about. */
export type Subject =
  | { readonly type: 'server' }
  | { readonly type: 'hackathon'; readonly id: string; readonly state: HackathonState }
  | {
      readonly type: 'team';
      readonly id: string;
      readonly hackathonId: string;
      readonly hackathonState: HackathonState;
    }
  | {
      readonly type: 'document';
      readonly id: string;
      readonly hackathonId: string;
      readonly hackathonState: HackathonState;
      readonly teamId: string;
      readonly invitedTeamIds: readonly string[];
      readonly state: DocumentState;
      /** The team's deadline has passed and nobody extended it; late work goes on, marked. */
      readonly isLate: boolean;
      /**
       * Who began it and alone wrote in it, while nothing of it was published; once it is withdrawn,
       * only when they did that themselves. `null` when it belongs to more than one.
       */
      readonly soleWriterId: string | null;
    }
  | {
      readonly type: 'record';
      readonly id: string;
      readonly hackathonId: string;
      /** The team it is from. */
      readonly teamId: string | null;
      readonly isPublic: boolean;
    };

/** What each kind of subject can be asked for. */
export interface Verbs {
  server: 'create-hackathon' | 'administer';
  hackathon: 'read' | 'facilitate' | 'export' | 'read-wall-links' | 'announce' | 'create-team';
  team: 'read' | 'create-document' | 'raise-hand' | 'step-back' | 'manage';
  document:
    | 'read'
    | 'comment'
    | 'confirm'
    | 'write'
    | 'finalise'
    | 'submit'
    | 'review'
    | 'reopen'
    | 'withdraw'
    | 'invite'
    | 'read-history'
    | 'restore';
  record: 'read' | 'withdraw' | 'merge' | 'confirm';
}

type SubjectOf<T extends Subject['type']> = Extract<Subject, { type: T }>;

/** Whether `actor` may do `verb` to `subject`. `null` is the public. */
export function can<T extends Subject['type']>(
  actor: Actor | null,
  verb: Verbs[T],
  subject: SubjectOf<T>,
): boolean {
  // The compiler cannot narrow a generic; the union below is the same value.
  const asked: Subject = subject;
  switch (asked.type) {
    case 'server':
      return actor?.isAdministrator === true;
    case 'hackathon':
      return canHackathon(actor, verb as Verbs['hackathon'], asked);
    case 'team':
      return canTeam(actor, verb as Verbs['team'], asked);
    case 'document':
      return canDocument(actor, verb as Verbs['document'], asked);
    case 'record':
      return canRecord(actor, verb as Verbs['record'], asked);
  }
}

/**
 * Whether `actor` may make a link that lets `person` set a new password: only when `actor` leads
 * everything that person can reach, or a facilitator could take over somebody with more rights.
 */
export function canResetPassword(actor: Actor, person: Actor): boolean {
  if (actor.isAdministrator) return true;
  const reached = [...person.facilitates, ...person.teams.map(({ hackathonId }) => hackathonId)];
  return !person.isAdministrator && reached.every((id) => actor.facilitates.includes(id));
}

function canHackathon(
  actor: Actor | null,
  verb: Verbs['hackathon'],
  hackathon: SubjectOf<'hackathon'>,
): boolean {
  if (verb === 'read') return participates(actor, hackathon.id);
  return facilitates(actor, { hackathonId: hackathon.id });
}

function canTeam(actor: Actor | null, verb: Verbs['team'], team: SubjectOf<'team'>): boolean {
  const leads = facilitates(actor, team);
  switch (verb) {
    case 'read':
      return participates(actor, team.hackathonId);
    case 'create-document':
      return team.hackathonState === 'open' && (leads || belongsTo(actor, team.id));
    case 'raise-hand':
      return leads || belongsTo(actor, team.id);
    case 'step-back':
      return team.hackathonState !== 'closed' && (leads || belongsTo(actor, team.id));
    case 'manage':
      return leads;
  }
}

function canDocument(
  actor: Actor | null,
  verb: Verbs['document'],
  document: SubjectOf<'document'>,
): boolean {
  const leads = facilitates(actor, document);
  const owns = leads || belongsTo(actor, document.teamId);
  switch (verb) {
    case 'read':
    case 'read-history':
    // Notes are how readers and reviewers take part, also when nobody may write any more.
    case 'comment':
      return participates(actor, document.hackathonId);
    case 'write':
    case 'restore':
      return writeDenial(actor, document) === null;
    case 'finalise':
      return owns && isWritable(document.state) && document.hackathonState === 'open';
    case 'submit':
      return owns && isWritable(document.state) && document.hackathonState === 'open';
    case 'review':
      return leads && document.state === 'in-review';
    case 'reopen':
      return (
        (leads && ['finalised', 'in-review', 'withdrawn'].includes(document.state)) ||
        (owns && document.state === 'in-review') ||
        (document.state === 'withdrawn' && isAlone(actor, document))
      );
    case 'confirm':
      return (
        leads &&
        ['draft', 'in-review', 'reopened'].includes(document.state) &&
        document.hackathonState !== 'closed'
      );
    case 'withdraw':
      return (
        (leads && isStanding(document.state)) ||
        (document.state === 'draft' && isAlone(actor, document))
      );
    case 'invite':
      return owns && document.hackathonState !== 'closed';
  }
}

function canRecord(
  actor: Actor | null,
  verb: Verbs['record'],
  record: SubjectOf<'record'>,
): boolean {
  const leads = facilitates(actor, record);
  switch (verb) {
    case 'read':
      return record.isPublic || leads;
    case 'withdraw':
    case 'merge':
      return leads;
    case 'confirm':
      // Whoever wrote it knows best whether it still exists.
      return (
        record.isPublic && (leads || (record.teamId !== null && belongsTo(actor, record.teamId)))
      );
  }
}

/** Why `actor` may not write in a document they may read; `null` when they may. */
export function writeDenial(
  actor: Actor | null,
  document: SubjectOf<'document'>,
): WriteDenial | null {
  if (document.state === 'finalised') return 'finalised';
  if (document.state === 'in-review') return 'in-review';
  if (document.state === 'withdrawn') return 'withdrawn';
  if (document.state === 'merged') return 'merged';
  const leads = facilitates(actor, document);
  const writes =
    leads ||
    belongsTo(actor, document.teamId) ||
    document.invitedTeamIds.some((teamId) => belongsTo(actor, teamId));
  if (!writes) return 'not-a-member';
  // Frozen is a pause in which facilitators tidy up; closed is the end, for everybody.
  if (document.hackathonState === 'closed') return 'frozen';
  if (document.hackathonState === 'frozen' && !leads) return 'frozen';
  return null;
}

/** Whether it is nobody's work but theirs: what they began by mistake they take back themselves. */
function isAlone(actor: Actor | null, document: SubjectOf<'document'>): boolean {
  return (
    document.hackathonState === 'open' &&
    belongsTo(actor, document.teamId) &&
    document.soleWriterId === actor?.personId
  );
}

function isWritable(state: DocumentState): boolean {
  return state === 'draft' || state === 'reopened';
}

function facilitates(
  actor: Actor | null,
  { hackathonId }: { readonly hackathonId: string },
): boolean {
  return actor !== null && (actor.isAdministrator || actor.facilitates.includes(hackathonId));
}

function belongsTo(actor: Actor | null, teamId: string): boolean {
  return actor?.teams.some((team) => team.teamId === teamId) === true;
}

function participates(actor: Actor | null, hackathonId: string): boolean {
  return (
    facilitates(actor, { hackathonId }) ||
    actor?.teams.some((team) => team.hackathonId === hackathonId) === true
  );
}
