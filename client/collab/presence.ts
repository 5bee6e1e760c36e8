// Who is in the document and where: sends my own place at a bounded rate, reads everybody else's.
// Names and colours come from the server; nothing here claims an identity.
import * as encoding from 'lib0/encoding';
import { type Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import type { WebsocketProvider } from 'y-websocket';
import { MESSAGE, type PresenceState, type PresenceUser } from '../../shared/protocol.ts';
import { createFact, type Fact, isSameJson } from './fact.ts';

/** Someone else in the document, once however many tabs they have open. */
export interface PresentPerson {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly teamId: string | null;
  /** The fields their carets are in, as root names. */
  readonly fields: readonly string[];
}

/** Others in the document. */
export interface Presence {
  /** Everyone but me, by name. */
  readonly people: Fact<readonly PresentPerson[]>;
  /** Who is in one field; the same array as long as nobody moved. */
  inField(root: string): readonly PresentPerson[];
  /** Says which field my caret is in; `null` when in none. */
  setField(root: string | null): void;
  close(): void;
}

/** Least time between two presence frames; the server takes ten a second. */
const SEND_EVERY_MS = 125;

const NOBODY: readonly PresentPerson[] = [];

/** Opens presence over a provider. `personId` is me: my other tabs are not other people. */
export function openPresence(provider: WebsocketProvider, personId: string): Presence {
  const { awareness } = provider;
  const people = createFact<readonly PresentPerson[]>([], isSameJson);
  let byField = new Map<string, readonly PresentPerson[]>();

  const read = () => {
    const before = people.get();
    people.set(readPeople(awareness.getStates() as Map<number, Partial<PresenceState>>, personId));
    if (people.get() !== before) byField = new Map();
  };
  awareness.on('change', read);
  const stopSending = sendOwnPresence(provider);

  return {
    people,
    inField(root) {
      let present = byField.get(root);
      if (present === undefined) {
        const found = people.get().filter((person) => person.fields.includes(root));
        present = found.length === 0 ? NOBODY : found;
        byField.set(root, present);
      }
      return present;
    },
    setField(root) {
      if (awareness.getLocalState()?.field === root) return;
      awareness.setLocalStateField('field', root);
    },
    close() {
      awareness.off('change', read);
      stopSending();
    },
  };
}

/** The people behind awareness states; states without a stamped user are still on their way. */
export function readPeople(
  states: ReadonlyMap<number, Partial<PresenceState>>,
  personId: string,
): PresentPerson[] {
  const found = new Map<string, { user: PresenceUser; fields: Set<string> }>();
  for (const { user, field } of states.values()) {
    if (user === undefined || user.id === undefined || user.id === personId) continue;
    const known = found.get(user.id) ?? { user, fields: new Set<string>() };
    if (typeof field === 'string') known.fields.add(field);
    found.set(user.id, known);
  }
  return [...found.values()]
    .map(({ user, fields }) => ({
      id: user.id,
      name: user.name,
      colour: user.colour,
      teamId: user.teamId,
      fields: [...fields].sort(),
    }))
    .sort(
      (first, second) => first.name.localeCompare(second.name) || (first.id < second.id ? -1 : 1),
    );
}

/**
 * Replaces the provider's own sender, which sends every caret move and hands the server's states
 * back to it: ours sends my state alone, the last one of each interval.
 */
function sendOwnPresence(provider: WebsocketProvider): () => void {
  const { awareness } = provider;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Not by the clock on the wall, which may be set back.
  let sentAt = Number.NEGATIVE_INFINITY;

  const send = () => {
    timer = undefined;
    const { ws } = provider;
    if (!provider.wsconnected || ws === null || ws.readyState !== ws.OPEN) return;
    sentAt = performance.now();
    ws.send(encodeOwnState(awareness));
  };
  const handleUpdate = ({ added, updated, removed }: Record<string, number[]>) => {
    const mine = awareness.clientID;
    if (![added, updated, removed].some((ids) => ids?.includes(mine))) return;
    if (timer !== undefined) return;
    timer = setTimeout(send, Math.max(0, sentAt + SEND_EVERY_MS - performance.now()));
  };
  awareness.off('update', provider._awarenessUpdateHandler);
  awareness.on('update', handleUpdate);
  return () => {
    clearTimeout(timer);
    awareness.off('update', handleUpdate);
  };
}

function encodeOwnState(awareness: Awareness): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.awareness);
  encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [awareness.clientID]));
  return encoding.toUint8Array(encoder);
}
