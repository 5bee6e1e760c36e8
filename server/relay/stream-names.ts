// The names of the streams in Redis, which both sides have to spell the same.

/** Where every relay writes to the home. */
export const HOME_INBOX = 'sommet:home';

/** Where the home writes to the relay of one link. */
export function relayInbox(linkId: string): string {
  return `sommet:relay:${linkId}`;
}
