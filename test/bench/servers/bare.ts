// A bare WebSocket broadcast: forwards every frame to everybody else in the room and keeps nothing.
// It is the price of the network alone, without a CRDT, storage or any check.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { reportReady } from './child.ts';

const rooms = new Map<string, Set<WebSocket>>();
const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });

sockets.on('connection', (socket, request) => {
  const name = (request.url ?? '/').split('?')[0] as string;
  const room = rooms.get(name) ?? new Set();
  rooms.set(name, room.add(socket));
  socket.on('error', () => socket.terminate());
  socket.on('message', (frame: Buffer) => {
    for (const other of room) if (other !== socket) other.send(frame, { binary: true });
  });
  socket.on('close', () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(name);
  });
});

http.listen(0, '127.0.0.1', () => {
  reportReady((http.address() as AddressInfo).port, () => {
    for (const socket of sockets.clients) socket.terminate();
    http.close();
  });
});
