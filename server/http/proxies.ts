// Reverse proxies that were configured: only from their addresses do forwarded headers count (WS5).
// No visitor's address is read, kept or counted. Knows no route.

import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import type { Env } from './context.ts';

/** What a trusted proxy says about a request; `null` from anywhere else. */
export interface Forwarded {
  readonly isHttps: boolean;
  /** The origin the browser asked, as the proxy heard it; `null` when it does not say. */
  readonly origin: string | null;
}

/** The proxies whose word counts. */
export interface Proxies {
  isTrusted(address: string | undefined): boolean;
}

/** Trusts these addresses and networks; checked by the configuration. */
export function createProxies(trusted: readonly string[]): Proxies {
  const list = new BlockList();
  for (const entry of trusted) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return {
    isTrusted(address) {
      if (address === undefined) return false;
      // A socket listening on :: sees IPv4 peers as ::ffff:192.0.2.1.
      const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
      const family = isIP(plain);
      return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
    },
  };
}

/** Sets `forwarded` for the rest of the request. */
export function readForwarded(proxies: Proxies): MiddlewareHandler<Env> {
  return async (c, next) => {
    c.set('forwarded', proxies.isTrusted(peerAddress(c)) ? forwardedBy(c) : null);
    await next();
  };
}

function peerAddress(c: Context): string | undefined {
  const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage };
  return incoming?.socket.remoteAddress;
}

function forwardedBy(c: Context): Forwarded | null {
  // Of several proxies the last wrote last: what stands before its word may be the visitor's own.
  const scheme = last(c.req.header('X-Forwarded-Proto'))?.toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') return null;
  const host = last(c.req.header('X-Forwarded-Host'));
  const address = `${scheme}://${host}`;
  const origin = host !== undefined && URL.canParse(address) ? new URL(address).origin : null;
  return { isHttps: scheme === 'https', origin };
}

function last(header: string | undefined): string | undefined {
  return header?.split(',').at(-1)?.trim();
}

/** How this server is reached, as far as requests are judged by it. */
export interface OwnAddresses {
  readonly isAllowedOrigin: (origin: string | undefined) => boolean;
  /** Whether a trusted proxy's word on host and scheme names us; not when PUBLIC_URL does. */
  readonly isHostForwarded?: boolean;
}

/** Whether a request comes from a page of this server (WS1, AC4). */
export function isOwnPage(c: Context<Env>, { isAllowedOrigin, isHostForwarded }: OwnAddresses) {
  const origin = c.req.header('Origin');
  if (isAllowedOrigin(origin)) return true;
  const forwarded = c.get('forwarded')?.origin ?? null;
  return isHostForwarded === true && forwarded !== null && origin === forwarded;
}

/** Whether the browser speaks https, to us or to a trusted proxy. */
export function isHttpsRequest(c: Context<Env>, { isHttps }: { isHttps: boolean }): boolean {
  return isHttps || c.get('forwarded')?.isHttps === true;
}
