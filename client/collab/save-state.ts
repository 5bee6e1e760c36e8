// What is true about my words: on this laptop, on the server, refused. Pure; knows no socket.
import type { CloseEventKind, RefusalCode, WriteDenial } from '../../shared/protocol.ts';

/** Everything the save state is read from. */
export interface SaveFacts {
  /** Number of the last change made here; also the counter an acknowledgement is asked for with. */
  readonly written: number;
  /** The highest counter the server has echoed after its commit. */
  readonly acknowledged: number;
  /** The last refusal and `written` at that moment: an acknowledgement that reaches it lifts it. */
  readonly refusal: { readonly code: RefusalCode; readonly at: number } | null;
  /** Why this person may only read; `null` when they may write or it is not known yet. */
  readonly denial: WriteDenial | null;
  /** The server says its disk takes nothing just now. */
  readonly isStorageHeld: boolean;
  /** A permanent close event: nothing comes back without the person doing something. */
  readonly closed: CloseEventKind | null;
  /** The handshake of the present connection is answered. */
  readonly isConnected: boolean;
  /** A connection was lost or never came about, and there has been none since. */
  readonly isUnreached: boolean;
  /** An acknowledgement came since the document was opened. */
  readonly wasAcknowledged: boolean;
  /** This browser keeps a copy that outlives the tab. */
  readonly isKept: boolean;
  /** The highest change that copy is known to hold; asked for only while there is no line. */
  readonly stored: number;
}

/** What this browser has of words that are not on the server: all of them, not yet, nothing. */
export type Copy = 'kept' | 'being-kept' | 'none';

/** What happened. */
export type SaveEvent =
  | { readonly type: 'written' }
  | { readonly type: 'acknowledged'; readonly counter: number }
  | { readonly type: 'refused'; readonly code: RefusalCode }
  | { readonly type: 'rights'; readonly denial: WriteDenial | null }
  | { readonly type: 'storage'; readonly isHeld: boolean }
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected' }
  | { readonly type: 'closed'; readonly event: CloseEventKind }
  | { readonly type: 'kept'; readonly isKept: boolean }
  | { readonly type: 'stored'; readonly upTo: number };

/**
 * What a person is told. `unacknowledged` counts changes the server has not confirmed.
 * `on-this-laptop` with `copy: 'none'` means: only in this tab.
 */
export type SaveState =
  | { readonly type: 'connecting'; readonly isUnreached: boolean }
  | {
      readonly type: 'on-this-laptop';
      readonly unacknowledged: number;
      readonly isConnected: boolean;
      readonly copy: Copy;
    }
  | {
      readonly type: 'on-the-server';
      readonly isConnected: boolean;
      /** What is written next has a place when there is no line. */
      readonly isKept: boolean;
    }
  | { readonly type: 'storage-held'; readonly unacknowledged: number }
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly unacknowledged: number }
  | { readonly type: 'read-only'; readonly denial: WriteDenial; readonly isConnected: boolean }
  | {
      readonly type: 'closed';
      readonly event: CloseEventKind;
      readonly unacknowledged: number;
      readonly copy: Copy;
    };

/** The facts of a document just opened; `hasUnsent`: an earlier visit left words unacknowledged. */
export function initialSaveFacts(hasUnsent: boolean): SaveFacts {
  return {
    written: hasUnsent ? 1 : 0,
    acknowledged: 0,
    refusal: null,
    denial: null,
    isStorageHeld: false,
    closed: null,
    isConnected: false,
    isUnreached: false,
    wasAcknowledged: false,
    isKept: false,
    stored: 0,
  };
}

/** The facts after an event. */
export function reduceSaveFacts(facts: SaveFacts, event: SaveEvent): SaveFacts {
  switch (event.type) {
    case 'written':
      return { ...facts, written: facts.written + 1 };
    case 'acknowledged': {
      // A counter we never asked for says nothing about our words.
      if (event.counter > facts.written) return facts;
      const acknowledged = Math.max(facts.acknowledged, event.counter);
      const isLifted = facts.refusal !== null && event.counter >= facts.refusal.at;
      return {
        ...facts,
        acknowledged,
        wasAcknowledged: true,
        refusal: isLifted ? null : facts.refusal,
      };
    }
    case 'refused':
      // Without an unconfirmed change of ours there is nothing that could be lost.
      if (unacknowledged(facts) === 0) return facts;
      return { ...facts, refusal: { code: event.code, at: facts.written } };
    case 'rights':
      return {
        ...facts,
        denial: event.denial,
        refusal:
          event.denial === null && facts.refusal?.code === 'read-only' ? null : facts.refusal,
      };
    case 'storage':
      return { ...facts, isStorageHeld: event.isHeld };
    case 'connected':
      return { ...facts, isConnected: true, isUnreached: false, closed: null };
    case 'disconnected':
      // Whether the disk still holds writes back is told again after the next handshake.
      return { ...facts, isConnected: false, isUnreached: true, isStorageHeld: false };
    case 'closed':
      return { ...facts, isConnected: false, isStorageHeld: false, closed: event.event };
    case 'kept':
      return { ...facts, isKept: event.isKept };
    case 'stored':
      // A copy that was slow, and counted as none meanwhile, is one again.
      return { ...facts, isKept: true, stored: Math.max(facts.stored, event.upTo) };
  }
}

/** How many changes the server has not confirmed. */
export function unacknowledged(facts: SaveFacts): number {
  return facts.written - facts.acknowledged;
}

/** What the copy of this browser holds. */
function readCopy({ isKept, stored, written }: SaveFacts): Copy {
  if (!isKept) return 'none';
  return stored >= written ? 'kept' : 'being-kept';
}

/** The one state a person is told, the gravest first. */
export function readSaveState(facts: SaveFacts): SaveState {
  const count = unacknowledged(facts);
  if (facts.closed !== null) {
    const copy = readCopy(facts);
    return { type: 'closed', event: facts.closed, unacknowledged: count, copy };
  }
  if (facts.refusal !== null) {
    return { type: 'refused', code: facts.refusal.code, unacknowledged: count };
  }
  if (facts.isStorageHeld) return { type: 'storage-held', unacknowledged: count };
  if (count > 0) {
    return {
      type: 'on-this-laptop',
      unacknowledged: count,
      isConnected: facts.isConnected,
      copy: readCopy(facts),
    };
  }
  if (facts.denial !== null) {
    return { type: 'read-only', denial: facts.denial, isConnected: facts.isConnected };
  }
  if (!facts.wasAcknowledged) return { type: 'connecting', isUnreached: facts.isUnreached };
  return { type: 'on-the-server', isConnected: facts.isConnected, isKept: facts.isKept };
}
