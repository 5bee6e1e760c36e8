// Records as the body of the toolbox's `POST /cards/bundle` (EX1), whole or as a text in pieces. Pure;
// sends nothing.
import type { ExportRecord } from './export-record.ts';
import { jsonObjectWithList } from './json-pieces.ts';
import type { Steps } from './pace.ts';
import {
  type Card,
  type CardOptions,
  type CardsEnd,
  type ToolboxReport,
  toolboxCards,
} from './toolbox-cards.ts';

/** The body of `POST /cards/bundle`. */
export interface ToolboxBundle {
  readonly key: 'Name';
  readonly language: 'en';
  readonly schemas: Readonly<Record<string, string>>;
  readonly widgets: Readonly<Record<string, unknown>>;
  readonly cards: readonly Card[];
}

/** The record a card is of. */
type CardSource = Pick<ExportRecord, 'id' | 'kind' | 'title' | 'path' | 'revision'>;

/** Cards are told apart by their names. */
const HEAD = { key: 'Name', language: 'en' } as const;

/** The whole bundle, in steps; `exported` are the records of the cards, in their order. */
export function* toolboxBundle(
  records: Iterable<ExportRecord>,
  options: CardOptions = {},
): Steps<{ bundle: ToolboxBundle; report: ToolboxReport; exported: readonly CardSource[] }> {
  const cards: Card[] = [];
  const exported: CardSource[] = [];
  const end = yield* eachCard(records, options, ({ record, card }) => {
    const { id, kind, title, path, revision } = record;
    cards.push(card);
    exported.push({ id, kind, title, path, revision });
  });
  const { schemas, widgets, report } = end;
  return { bundle: { ...HEAD, schemas, widgets, cards }, report, exported };
}

/** The bundle as an indented JSON text, a card at a time; what all of them use comes after them. */
export function* bundleJson(
  records: Iterable<ExportRecord>,
  options: CardOptions = {},
): Generator<string, ToolboxReport> {
  let end: CardsEnd | null = null;
  function* cards(): Generator<Card | null> {
    end = yield* eachCard(records, options, ({ card }) => card);
  }
  yield* jsonObjectWithList(HEAD, 'cards', cards(), () => {
    const { schemas, widgets } = end!;
    return { schemas, widgets };
  });
  return end!.report;
}

/** What `take` makes of each card, `null` for a step without one. */
function* eachCard<T>(
  records: Iterable<ExportRecord>,
  options: CardOptions,
  take: (made: { record: ExportRecord; card: Card }) => T,
): Generator<T | null, CardsEnd> {
  const made = toolboxCards(records, options);
  for (;;) {
    const { done, value } = made.next();
    if (done === true) return value;
    yield value === null ? null : take(value);
  }
}

/** Cards whose texts are joined at once; a fraction of a millisecond. */
const JOINED_CARDS = 500;

/** The bundle as the toolbox is sent it. */
export function* bundleBody({ cards, ...head }: ToolboxBundle): Steps<string> {
  // Joined in two goes: tens of thousands of texts at once take longer than a turn.
  const joined: string[] = [];
  let texts: string[] = [];
  for (const card of cards) {
    if (texts.length === JOINED_CARDS) {
      joined.push(texts.join(','));
      texts = [];
    }
    texts.push(JSON.stringify(card));
    yield;
  }
  if (texts.length > 0) joined.push(texts.join(','));
  return `${JSON.stringify(head).slice(0, -1)},"cards":[${joined.join(',')}]}`;
}
