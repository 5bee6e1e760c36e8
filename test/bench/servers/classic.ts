// A relay of the classic y-websocket shape, written anew for comparison: apply each update, encode
// it again in the document's update listener, send it to each connection. It keeps nothing on disk.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { type WebSocket, WebSocketServer } from 'ws';
import * as awarenessProtocol from 'y-protocols/awareness';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';
import { MESSAGE } from '../../../shared/protocol.ts';
import { reportReady } from './child.ts';

class ClassicRoom {
  readonly doc = new Y.Doc({ gc: true });
  readonly awareness = new awarenessProtocol.Awareness(this.doc);
  readonly connections = new Map<WebSocket, Set<number>>();

  constructor() {
    this.awareness.setLocalState(null);
    this.doc.on('update', (update: Uint8Array) => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, MESSAGE.sync);
      syncProtocol.writeUpdate(encoder, update);
      this.broadcast(encoding.toUint8Array(encoder));
    });
    this.awareness.on('update', this.passOnAwareness);
  }

  private readonly passOnAwareness = (
    changes: { added: number[]; updated: number[]; removed: number[] },
    origin: unknown,
  ): void => {
    const own = this.connections.get(origin as WebSocket);
    for (const id of changes.added) own?.add(id);
    const ids = changes.added.concat(changes.updated, changes.removed);
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(
      encoder,
      awarenessProtocol.encodeAwarenessUpdate(this.awareness, ids),
    );
    this.broadcast(encoding.toUint8Array(encoder));
  };

  private broadcast(frame: Uint8Array): void {
    for (const socket of this.connections.keys()) socket.send(frame);
  }

  receive(socket: WebSocket, frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE.sync) {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, MESSAGE.sync);
      syncProtocol.readSyncMessage(decoder, encoder, this.doc, socket);
      if (encoding.length(encoder) > 1) socket.send(encoding.toUint8Array(encoder));
    } else if (type === MESSAGE.awareness) {
      const update = decoding.readVarUint8Array(decoder);
      awarenessProtocol.applyAwarenessUpdate(this.awareness, update, socket);
    }
  }

  join(socket: WebSocket): void {
    this.connections.set(socket, new Set());
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE.sync);
    syncProtocol.writeSyncStep1(encoder, this.doc);
    socket.send(encoding.toUint8Array(encoder));
  }

  leave(socket: WebSocket): void {
    const ids = this.connections.get(socket);
    this.connections.delete(socket);
    if (ids) awarenessProtocol.removeAwarenessStates(this.awareness, [...ids], null);
  }
}

const rooms = new Map<string, ClassicRoom>();
const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });

sockets.on('connection', (socket, request) => {
  const name = (request.url ?? '/').split('?')[0] as string;
  const room = rooms.get(name) ?? new ClassicRoom();
  rooms.set(name, room);
  socket.on('error', () => socket.terminate());
  socket.on('message', (frame: Buffer) => room.receive(socket, frame));
  socket.on('close', () => room.leave(socket));
  room.join(socket);
});

http.listen(0, '127.0.0.1', () => {
  reportReady((http.address() as AddressInfo).port, () => {
    for (const socket of sockets.clients) socket.terminate();
    http.close();
  });
});
