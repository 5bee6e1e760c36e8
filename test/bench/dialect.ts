// How each measured server is spoken to. All carry y-websocket's frames; Hocuspocus puts the
// document's name before each and wants an authentication message first.
import * as encoding from 'lib0/encoding';
import { MESSAGE, SYNC } from '../../shared/protocol.ts';
import type { ServerName } from './server-process.ts';

/** Hocuspocus: a sync frame that asks for no further step 1 in return. */
const SYNC_REPLY = 4;
/** Hocuspocus: an update was applied. */
const SYNC_STATUS = 8;

/** A server's way of speaking. */
export interface Dialect {
  readonly server: ServerName;
  /** The path and query of the upgrade. */
  path(room: string, person: string): string;
  /** What a browser would send along with the upgrade. */
  headers?(person: string): Readonly<Record<string, string>>;
  /** What stands before every message of a room. */
  prefix(room: string): Uint8Array;
  /** Whether a token has to be sent and accepted before anything else. */
  readonly authenticates: boolean;
  /** Whether the server keeps a document and answers step 1. */
  readonly keepsDocument: boolean;
  /** Whether the document survives the server's process. */
  readonly keepsFiles: boolean;
  isSync(type: number): boolean;
  isAcknowledgement(type: number): boolean;
}

const plain = {
  path: (room: string, person: string) => `/${room}?person=${person}`,
  prefix: () => new Uint8Array(0),
  authenticates: false,
  isSync: (type: number) => type === MESSAGE.sync,
  isAcknowledgement: (type: number) => type === MESSAGE.acknowledge,
};

/** The dialect of each server. */
export const DIALECTS: Readonly<Record<ServerName, Dialect>> = {
  sommet: { ...plain, server: 'sommet', keepsDocument: true, keepsFiles: true },
  relay: {
    ...plain,
    server: 'relay',
    path: (room) => `/api/sync/${room}`,
    headers: (person) => ({ Origin: 'http://bench', Cookie: `sommet=${person}.secret` }),
    keepsDocument: true,
    keepsFiles: true,
  },
  classic: { ...plain, server: 'classic', keepsDocument: true, keepsFiles: false },
  bare: { ...plain, server: 'bare', keepsDocument: false, keepsFiles: false },
  hocuspocus: {
    server: 'hocuspocus',
    path: () => '/',
    prefix: (room) => encoding.encode((encoder) => encoding.writeVarString(encoder, room)),
    authenticates: true,
    keepsDocument: true,
    keepsFiles: true,
    isSync: (type) => type === MESSAGE.sync || type === SYNC_REPLY,
    isAcknowledgement: (type) => type === SYNC_STATUS,
  },
};

/** A message that starts with the room's prefix. */
export function message(
  dialect: Dialect,
  room: string,
  write: (encoder: encoding.Encoder) => void,
): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, dialect.prefix(room));
    write(encoder);
  });
}

/** Hocuspocus' first message: a token, which an open server accepts whatever it is. */
export function tokenMessage(dialect: Dialect, room: string): Uint8Array {
  return message(dialect, room, (encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.auth);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, 'bench');
  });
}

/** Step 1: what the client has. */
export function step1Message(dialect: Dialect, room: string, stateVector: Uint8Array): Uint8Array {
  return message(dialect, room, (encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, SYNC.step1);
    encoding.writeVarUint8Array(encoder, stateVector);
  });
}

/** Step 2: what the other side lacks. */
export function step2Message(dialect: Dialect, room: string, update: Uint8Array): Uint8Array {
  return message(dialect, room, (encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, SYNC.step2);
    encoding.writeVarUint8Array(encoder, update);
  });
}

/** An update, as a client sends it with each keystroke. */
export function updateMessage(dialect: Dialect, room: string, update: Uint8Array): Uint8Array {
  return message(dialect, room, (encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, SYNC.update);
    encoding.writeVarUint8Array(encoder, update);
  });
}

/** A client's presence: its name, colour and caret, as an editor sends it with each caret move. */
export function presenceMessage(
  dialect: Dialect,
  room: string,
  clientId: number,
  clock: number,
  caret: number,
): Uint8Array {
  const state = {
    user: { id: `person-${clientId}`, name: `Person ${clientId}`, colour: '#2f6f9f', teamId: null },
    field: 'description.en',
    cursor: { anchor: { item: { client: clientId, clock: caret } }, head: null },
  };
  const update = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  });
  return message(dialect, room, (encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(encoder, update);
  });
}
