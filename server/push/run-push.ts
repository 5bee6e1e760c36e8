// One attempt at a push: look at the account, bring the pictures, send the whole bundle, read the
// cards back. Knows nothing of waiting and trying again.
import type { PushReceipt } from '../../shared/api/pushes.ts';
import type { Confirmation, PushRow, PushStore } from './push-store.ts';
import { type ToolboxCard, ToolboxError } from './toolbox-client.ts';
import { type PictureParts, uploadPictures } from './upload-pictures.ts';

/** So many names are told of cards that are not ours. */
const NAMES_TOLD = 5;

/** Takes a push from the step it stands at to its end; throws `ToolboxError` where it cannot go on. */
export async function runPush(push: PushRow, parts: PictureParts): Promise<void> {
  const { store, client, signal } = parts;
  const { id } = push;
  if (push.step === 'check') {
    const cards = await client.listCards(signal);
    if (push.mayDropOthers === 0) refuseOthersCards(push, store, cards);
    store.progress(id, { step: 'send' });
  }
  if (push.step !== 'read-back') {
    const json = await uploadPictures(id, parts);
    // Sent again after any cut: the toolbox may have taken it, a part of it or nothing, and taking it
    // twice changes nothing.
    store.warn(id, await client.sendBundle(json, signal));
    store.progress(id, { step: 'read-back' });
  }
  const confirmations = confirm(store.receipts(id), await client.listCards(signal));
  store.confirm(id, confirmations);
  const missing = confirmations.filter(({ isConfirmed }) => !isConfirmed).length;
  if (missing > 0) {
    store.progress(id, { step: 'send' });
    throw new ToolboxError('incomplete', String(missing));
  }
}

/**
 * An account's cards that a bundle does not hold lose its support (EX1). Those that somebody else
 * made with this account must not go without a word.
 */
function refuseOthersCards(
  { id, toolbox, account }: PushRow,
  store: PushStore,
  cards: readonly ToolboxCard[],
): void {
  const ours = store.namesEverSent(toolbox, account);
  for (const { title } of store.receipts(id)) ours.add(title);
  const others = cards.filter(({ name }) => !ours.has(name));
  if (others.length === 0) return;
  const names = others.slice(0, NAMES_TOLD).map(({ name, id: cardId }) => name || `#${cardId}`);
  const rest = others.length - names.length;
  throw new ToolboxError('others-cards', `${names.join(', ')}${rest > 0 ? ` … +${rest}` : ''}`);
}

/** What the account's cards say about each receipt; of two cards of a name the toolbox takes the higher rated, then the older. */
function confirm(receipts: readonly PushReceipt[], cards: readonly ToolboxCard[]): Confirmation[] {
  const byName = new Map<string, ToolboxCard[]>();
  for (const card of cards) byName.set(card.name, [...(byName.get(card.name) ?? []), card]);
  const kept = new Set(
    receipts.filter(({ change }) => change !== 'removed').map(({ title }) => title),
  );
  return receipts.map(({ recordId, title, change, previousCardId }) => {
    const found = [...(byName.get(title) ?? [])].sort(
      (first, second) => second.ratingSum - first.ratingSum || Number(first.id) - Number(second.id),
    );
    if (change === 'removed') {
      // Another record may have taken over the name, and then the card stays.
      const isGone = found.length === 0 || kept.has(title);
      return { recordId, isConfirmed: isGone, cardId: previousCardId, doubles: 0 };
    }
    return {
      recordId,
      isConfirmed: found.length > 0,
      cardId: found[0]?.id ?? null,
      doubles: Math.max(found.length - 1, 0),
    };
  });
}
