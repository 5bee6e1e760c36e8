// The door of a document's socket: exact origin, session, and then a seat or a close event that the
// screen can explain. What happens on the socket is the relay's.

import type { IncomingMessage } from 'node:http';
import { upgradeWebSocket } from '@hono/node-server';
import type { WebSocket, WebSocketServer } from 'ws';
import { isId } from '../../../shared/ids.ts';
import { CLOSE } from '../../../shared/protocol.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Documents } from '../../documents/documents.ts';
import { findVisitor } from '../../documents/visitor.ts';
import type { Visitor } from '../../realtime/types.ts';
import type { Seats } from '../../realtime/upgrade.ts';
import { createRouter } from '../context.ts';
import { AppError } from '../errors.ts';
import { isOwnPage, type OwnAddresses } from '../proxies.ts';

/** What was found out at the door, until the socket is there. */
interface Ticket {
  readonly visitor: Visitor | null;
  /** `null` for what cannot be an id of ours: not found before storage is asked (AC6). */
  readonly documentId: string | null;
  readonly schema: string | null;
}

/** Tickets of upgrades under way, by the request that asked. */
export type Tickets = WeakMap<IncomingMessage, Ticket>;

/**
 * Seats every upgraded socket by its ticket, synchronously: frames may come in the same packet as the
 * upgrade, and whoever listens later misses them.
 */
export function seatUpgraded(sockets: WebSocketServer, tickets: Tickets, seats: Seats): void {
  sockets.on('connection', (ws: WebSocket, request: IncomingMessage) => {
    const ticket = tickets.get(request);
    tickets.delete(request);
    if (ticket === undefined) ws.close(CLOSE.invalid.code, CLOSE.invalid.reason);
    else if (ticket.visitor === null) ws.close(CLOSE.signedOut.code, CLOSE.signedOut.reason);
    else if (ticket.documentId === null) ws.close(CLOSE.notFound.code, CLOSE.notFound.reason);
    else seats.seat(ws, ticket.visitor, ticket.documentId, ticket.schema);
  });
}

/** `GET /sync/:documentId`, for y-websocket with `serverUrl` ending in `/api/sync`. */
export function socketRoutes(
  { accounts, documents }: { accounts: Accounts; documents: Documents },
  doors: OwnAddresses & { readonly tickets: Tickets },
) {
  const { tickets } = doors;

  function visitorOf(
    sessionId: string | null,
    personId: string | undefined,
    documentId: string,
  ): Visitor | null {
    if (sessionId === null || personId === undefined) return null;
    return findVisitor({ accounts, documents }, { sessionId, personId, documentId });
  }

  // Sockets are no part of the OpenAPI description, so this route stands beside `defineRoute`; its
  // rule is `document:read`, asked by the relay through `documents.authorize` (AC1).
  return createRouter().get(
    '/sync/:documentId',
    async (c, next) => {
      if (!isOwnPage(c, doors)) {
        throw new AppError(403, 'foreign_origin', 'Sockets open from pages of this server only.');
      }
      await next();
    },
    async (c, next) => {
      if (c.req.header('Upgrade')?.toLowerCase() !== 'websocket') {
        throw new AppError(400, 'upgrade_required', 'This address is for WebSockets.');
      }
      const documentId = c.req.param('documentId');
      const { incoming } = c.env as { incoming: IncomingMessage };
      tickets.set(incoming, {
        visitor: visitorOf(c.get('sessionId'), c.get('actor')?.personId, documentId),
        documentId: isId(documentId) ? documentId : null,
        schema: c.req.query('schema') ?? null,
      });
      await next();
    },
    upgradeWebSocket(() => ({})),
  );
}
