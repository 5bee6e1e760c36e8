// Small changes to a tool's document, one per kind of root and gesture, through Yjs alone. Random
// worlds and bots choose among them; none knows a socket or a server.
import * as Y from 'yjs';
import type { Random } from './seed.ts';

/** Changes a document a little; called inside a transaction. */
export type Edit = (doc: Y.Doc, random: Random) => void;

const SHORT_TEXTS = ['name', 'summary.en', 'summary.fr', 'website', 'licence', 'features.en'];
const RICH_TEXTS = ['description.en', 'description.es'];
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  toolType: ['software', 'platform'],
  developmentStatus: ['concept', 'development', 'beta', 'stable', 'obsolete'],
  maintenanceType: ['internal', 'contract', 'community', 'none'],
};
const SETS: Readonly<Record<string, readonly string[]>> = {
  countries: ['FR', 'KE', 'BR', 'EE', 'IN', 'UA'],
  platforms: ['web', 'windows', 'mac', 'linux', 'android', 'ios'],
  languages: ['en', 'fr', 'es', 'sw'],
};
/** Typed by people somewhere: an emoji beyond the basic plane, Arabic, a combining accent. */
const WORDS = ['budget ', 'ouvert, ', 'commons\n', '🌍', 'شفافية ', 'e\u0301té ', 'x', '« ', '"'];

function place(length: number, random: Random): number {
  return random.chance(0.4) ? length : random.below(length + 1);
}

/** True when cutting here would part a surrogate pair, which no editor does. */
function cutsPair(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function safePlace(text: string, random: Random): number {
  const index = place(text.length, random);
  return cutsPair(text, index) ? index + 1 : index;
}

/** A range to delete or format, or `null` in an empty text. */
function safeRange(text: string, random: Random): { index: number; length: number } | null {
  if (text.length === 0) return null;
  let index = random.below(text.length);
  if (cutsPair(text, index)) index--;
  let end = Math.min(text.length, index + random.between(1, 6));
  if (cutsPair(text, end)) end++;
  return { index, length: end - index };
}

const writeShortText: Edit = (doc, random) => {
  const text = doc.getText(random.pick(SHORT_TEXTS));
  text.insert(safePlace(text.toString(), random), random.pick(WORDS));
};

const deleteShortText: Edit = (doc, random) => {
  const text = doc.getText(random.pick(SHORT_TEXTS));
  const range = safeRange(text.toString(), random);
  if (range) text.delete(range.index, range.length);
};

const replaceShortText: Edit = (doc, random) => {
  const text = doc.getText(random.pick(SHORT_TEXTS));
  text.delete(0, text.length);
  text.insert(0, random.pick(WORDS) + random.word(4));
};

const toggleInSet: Edit = (doc, random) => {
  const name = random.pick(Object.keys(SETS));
  const map = doc.getMap(name);
  const id = random.pick(SETS[name] as readonly string[]);
  if (map.has(id)) map.delete(id);
  else map.set(id, true);
};

const choose: Edit = (doc, random) => {
  const name = random.pick(Object.keys(CHOICES));
  doc.getMap(name).set('value', random.pick(CHOICES[name] as readonly string[]));
};

const tag: Edit = (doc, random) => {
  const label = random.word(3);
  doc.getMap('tags').set(`~${label}`, label);
};

const relate: Edit = (doc, random) => {
  const label = random.pick(['Open Knowledge', 'Ministère', 'Code for All']);
  const map = doc.getMap(random.pick(['developer', 'partner', 'usedBy']));
  const reference = `name:${label.toLowerCase().replaceAll(' ', '-')}`;
  if (random.chance(0.3)) map.delete(reference);
  else map.set(reference, label);
};

function richTexts(doc: Y.Doc, random: Random): { root: Y.XmlFragment; texts: Y.XmlText[] } {
  const root = doc.getXmlFragment(random.pick(RICH_TEXTS));
  const texts: Y.XmlText[] = [];
  for (const block of root.toArray()) {
    if (!(block instanceof Y.XmlElement)) continue;
    for (const inner of block.toArray()) if (inner instanceof Y.XmlText) texts.push(inner);
  }
  return { root, texts };
}

const addBlock: Edit = (doc, random) => {
  const { root } = richTexts(doc, random);
  const block = new Y.XmlElement(random.chance(0.2) ? 'heading' : 'paragraph');
  if (block.nodeName === 'heading') {
    (block as Y.XmlElement<{ level: number }>).setAttribute('level', random.between(1, 3));
  }
  block.insert(0, [new Y.XmlText(random.pick(WORDS))]);
  root.insert(random.below(root.length + 1), [block]);
};

const removeBlock: Edit = (doc, random) => {
  const { root } = richTexts(doc, random);
  if (root.length > 0) root.delete(random.below(root.length), 1);
};

const writeRichText: Edit = (doc, random) => {
  const { texts } = richTexts(doc, random);
  if (texts.length === 0) return addBlock(doc, random);
  const text = random.pick(texts);
  // Without the empty attributes the new words inherit the marks around them, as in an editor.
  text.insert(
    safePlace(plain(text), random),
    random.pick(WORDS),
    random.chance(0.2) ? {} : undefined,
  );
};

const deleteRichText: Edit = (doc, random) => {
  const { texts } = richTexts(doc, random);
  if (texts.length === 0) return;
  const text = random.pick(texts);
  const range = safeRange(plain(text), random);
  if (range) text.delete(range.index, range.length);
};

const formatRichText: Edit = (doc, random) => {
  const { texts } = richTexts(doc, random);
  if (texts.length === 0) return;
  const text = random.pick(texts);
  const range = safeRange(plain(text), random);
  const mark = random.pick(['bold', 'italic', 'underline']);
  if (range) text.format(range.index, range.length, { [mark]: random.chance(0.7) ? {} : null });
};

const changeHeading: Edit = (doc, random) => {
  const { root } = richTexts(doc, random);
  for (const block of root.toArray()) {
    if (block instanceof Y.XmlElement && block.nodeName === 'heading') {
      (block as Y.XmlElement<{ level: number }>).setAttribute('level', random.between(1, 6));
      return;
    }
  }
};

function plain(text: Y.XmlText): string {
  let words = '';
  for (const run of text.toDelta() as { insert: unknown }[]) {
    if (typeof run.insert === 'string') words += run.insert;
  }
  return words;
}

/** Every edit; the more frequent ones stand more than once. */
const EDITS: readonly Edit[] = [
  writeShortText,
  writeShortText,
  deleteShortText,
  replaceShortText,
  toggleInSet,
  choose,
  tag,
  relate,
  addBlock,
  removeBlock,
  writeRichText,
  writeRichText,
  writeRichText,
  deleteRichText,
  formatRichText,
  changeHeading,
];

/** Makes one or a few random edits in one transaction, as a paste or a quick gesture does. */
export function editAtRandom(doc: Y.Doc, random: Random, origin?: unknown): void {
  const count = random.chance(0.15) ? random.between(2, 6) : 1;
  doc.transact(() => {
    for (let i = 0; i < count; i++) random.pick(EDITS)(doc, random);
  }, origin);
}
