// The home's signed word that somebody was seated: what a relay shows to have people seated again
// after a break. The session and the rights are asked again whatever it says.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whom a grant is for. */
export interface Granted {
  readonly sessionId: string;
  readonly personId: string;
  readonly documentId: string;
}

/** Makes and reads grants. */
export interface Grants {
  readonly ttlMs: number;
  sign(granted: Granted): string;
  /** `null` when it is not ours or too old. */
  read(grant: string): Granted | null;
}

/** Signs with `key`; `now` is the home's wall clock, since grants outlive its process. */
export function createGrants(options: { key: string; ttlMs: number; now(): number }): Grants {
  const { ttlMs, now } = options;
  const key = createHmac('sha256', options.key).update('grants').digest();
  const sign = (text: string) => createHmac('sha256', key).update(text).digest();
  return {
    ttlMs,
    sign({ sessionId, personId, documentId }) {
      const text = [sessionId, personId, documentId, now() + ttlMs].join(' ');
      return `${text} ${sign(text).toString('base64url')}`;
    },
    read(grant) {
      const [sessionId, personId, documentId, until, signature, ...rest] = grant.split(' ');
      if (!sessionId || !personId || !documentId || !until || !signature || rest.length > 0) {
        return null;
      }
      const expected = sign([sessionId, personId, documentId, until].join(' '));
      const given = Buffer.from(signature, 'base64url');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      return Number(until) > now() ? { sessionId, personId, documentId } : null;
    },
  };
}
