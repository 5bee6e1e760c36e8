// The preview pictures that were drawn lately, by what they say. One is drawn at a time and few wait:
// a crawler that asks for twenty thousand gets ours instead, and people who type notice nothing.
import { cardVersion, type PreviewCard } from '../pages/preview-card.ts';

/** Draws a card; `null` when it cannot be written with our letters. */
type DrawCard = (card: PreviewCard, logo: Uint8Array | null) => Promise<Buffer | null>;

/** The pictures of this server. */
export interface Previews {
  /** `null`: the picture of all pages has to do, for now or for good. */
  get(card: PreviewCard, logo: () => Uint8Array | null): Promise<Buffer | null>;
}

/** Pictures kept in memory, bytes; some five hundred. A restart draws again what is asked for. */
const KEPT_BYTES = 16 * 1024 * 1024;

/** Cards that may wait for their turn; at some twenty milliseconds each nobody waits a second. */
const MAX_WAITING = 24;

/** Opens the cache over a way to draw. */
export function openPreviews({
  draw,
  onFailure,
}: {
  draw: DrawCard;
  /** A card that could not be drawn. */
  onFailure: (error: unknown) => void;
}): Previews {
  const kept = new Map<string, Buffer | null>();
  const waiting = new Map<string, Promise<Buffer | null>>();
  let keptBytes = 0;
  let last: Promise<unknown> = Promise.resolve();

  function keep(version: string, picture: Buffer | null): void {
    kept.set(version, picture);
    keptBytes += sizeOf(picture);
    for (const [oldest, bytes] of kept) {
      if (keptBytes <= KEPT_BYTES) return;
      kept.delete(oldest);
      keptBytes -= sizeOf(bytes);
    }
  }

  async function drawInTurn(
    version: string,
    card: PreviewCard,
    logo: () => Uint8Array | null,
    turn: Promise<unknown>,
  ): Promise<Buffer | null> {
    await turn;
    try {
      const picture = await draw(card, logo());
      keep(version, picture);
      return picture;
    } catch (error) {
      onFailure(error);
      return null;
    } finally {
      waiting.delete(version);
    }
  }

  return {
    async get(card, logo) {
      const version = cardVersion(card);
      const known = kept.get(version);
      if (known !== undefined) {
        // The last to be asked for is the last to go.
        kept.delete(version);
        kept.set(version, known);
        return known;
      }
      const drawn = waiting.get(version);
      if (drawn !== undefined) return drawn;
      if (waiting.size >= MAX_WAITING) return null;
      const mine = drawInTurn(version, card, logo, last);
      waiting.set(version, mine);
      last = mine;
      return mine;
    },
  };
}

/** What keeping it costs, its key included. */
function sizeOf(picture: Buffer | null): number {
  return (picture?.length ?? 0) + 200;
}
