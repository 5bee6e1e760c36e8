// What a push changes in the toolbox, card by card and attribute by attribute. Pure.
import type { CardDifference, CardFieldDifference } from '../../shared/api/pushes.ts';
import type { ExportRecord } from '../exporters/export-record.ts';
import type { Steps } from '../exporters/pace.ts';
import type { Card, CardReference, CardText } from '../exporters/toolbox-cards.ts';

/** A record and the card made of it. */
export interface PushedCard extends Pick<ExportRecord, 'kind' | 'title' | 'path' | 'revision'> {
  readonly recordId: string;
  readonly card: Card;
}

/** Every card of both pushes once: those of `after` in their order, then those that go. */
export function* cardDifferences(
  before: readonly PushedCard[],
  after: readonly PushedCard[],
): Steps<CardDifference[]> {
  const earlier = new Map(before.map((one) => [one.recordId, one]));
  const kept = new Set(after.map(({ recordId }) => recordId));
  const differences: CardDifference[] = [];
  for (const one of after) {
    const known = earlier.get(one.recordId);
    const fields = fieldDifferences(known?.card ?? {}, one.card);
    const change = known === undefined ? 'added' : fields.length > 0 ? 'changed' : 'unchanged';
    differences.push({ ...aboutCard(one), change, fields });
    yield;
  }
  for (const one of before) {
    if (kept.has(one.recordId)) continue;
    const fields = fieldDifferences(one.card, {});
    differences.push({ ...aboutCard(one), change: 'removed', fields });
    yield;
  }
  return differences;
}

function aboutCard({ recordId, kind, title, path, revision }: PushedCard) {
  return { recordId, kind, title, path, revision };
}

function fieldDifferences(before: Card, after: Card): CardFieldDifference[] {
  const labels = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...labels].flatMap((label) => {
    const was = (before[label] ?? []).map(wordsOf);
    const is = (after[label] ?? []).map(wordsOf);
    // The toolbox keeps an attribute's values without an order.
    const isSame = [...was].sort().join('\0') === [...is].sort().join('\0');
    return isSame ? [] : [{ label, before: was, after: is }];
  });
}

function wordsOf(value: CardText | CardReference): string {
  if (typeof value === 'string') return value;
  if (isReference(value)) return `→ ${value.targetId}`;
  return Object.entries(value)
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([language, text]) => `${language}: ${text}`)
    .join('\n');
}

function isReference(value: object): value is CardReference {
  return 'targetId' in value;
}
