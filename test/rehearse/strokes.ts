// What bots write: entries of the sample, cut into the strokes in which a person would type them.
// Knows no socket and no clock.
import * as Y from 'yjs';
import { readSampleEntries, type SampleEntry } from '../../server/hackathons/sample/entries.ts';
import { nameReference, rootName, writeSeed } from '../../shared/document.ts';
import type { Field } from '../../shared/fields/field.ts';
import { getField } from '../../shared/fields.ts';
import type { Kind } from '../../shared/kinds.ts';
import { type RichNode, richToPlain } from '../../shared/rich-text.ts';
import type { Random } from '../support/seed.ts';

/** One edit. */
type Stroke = (doc: Y.Doc) => void;

/** What one person takes on at a time: a field, in all its languages. */
export interface Task {
  /** The root the cursor stands in. */
  readonly root: string;
  /** Filled for the first time, it changes how complete the entry is, which walls show. */
  readonly counts: boolean;
  /** And by how much: the catalogue asks for it. */
  readonly isRequired: boolean;
  readonly strokes: readonly Stroke[];
}

/** An entry that a team writes. */
export interface Script {
  readonly kind: Kind;
  readonly name: string;
  readonly tasks: readonly Task[];
}

/** Where the entries are said to be, so that every team has its own. */
const PLACES = [
  'Nantes',
  'Tbilisi',
  'Medellín',
  'Accra',
  'Jakarta',
  'Valencia',
  'Lviv',
  'Dakar',
  'Kraków',
  'Montevideo',
  'Tallinn',
  'Kumasi',
  'Grenoble',
  'Oaxaca',
  'Colombo',
  'Porto',
] as const;

/** Letters of one stroke: what a person types between two moments in which anybody looks. */
const LETTERS = { from: 2, to: 7 } as const;

/** Told apart from every other entry by these: two teams would be asked whether theirs are the same. */
const IDENTIFYING = new Set(['name', 'website', 'sourceCode', 'wikidata']);

/** Reads the sample once; each call gives the next script, no two of one name. */
export function createScripts(random: Random): () => Script {
  const entries = readSampleEntries().filter(
    ({ kind, isFinalised }) => kind !== 'collective-action' && isFinalised,
  );
  let next = 0;
  return () => {
    const entry = entries[next % entries.length] as SampleEntry;
    const round = Math.floor(next / entries.length);
    next++;
    const place = PLACES[(round + next) % PLACES.length] as string;
    const name = `${entry.name} in ${place}${round < PLACES.length ? '' : ` ${round}`}`;
    return { kind: entry.kind, name, tasks: toTasks(entry, name, random) };
  };
}

function toTasks(entry: SampleEntry, name: string, random: Random): Task[] {
  const { kind, seed, relations } = entry;
  const values: Record<string, unknown> = {
    ...Object.fromEntries(Object.entries(seed).filter(([field]) => !IDENTIFYING.has(field))),
    ...Object.fromEntries(
      Object.entries(relations).map(([field, names]) => [
        field,
        names.map((label) => ({ ref: nameReference(label), label })),
      ]),
    ),
  };
  const rest = Object.entries(values).flatMap(([fieldName, value]) => {
    const field = getField(kind, fieldName);
    return field === null || value === null || value === undefined
      ? []
      : [toTask(kind, field, value, random)];
  });
  return [toTask(kind, getField(kind, 'name') as Field, name, random), ...rest];
}

function toTask(kind: Kind, field: Field, value: unknown, random: Random): Task {
  const roots: readonly (readonly [string, unknown])[] = field.localised
    ? Object.entries(value as Record<string, unknown>).map(([language, local]) => [
        rootName(field, language),
        local,
      ])
    : [[field.name, value]];
  const isRequired = field.requiredFor?.includes('catalogue') === true;
  return {
    root: roots[0]?.[0] ?? field.name,
    counts: isRequired || field.recommended === true,
    isRequired,
    strokes: roots.flatMap(([root, local]) => {
      if (field.type === 'text' || field.type === 'url') return typeText(root, `${local}`, random);
      if (field.type === 'lines') return typeText(root, (local as string[]).join('\n'), random);
      if (field.type === 'rich') return typeRich(root, local as RichNode[], random);
      return [(doc: Y.Doc) => writeSeed(kind, doc, { [field.name]: value })];
    }),
  };
}

function typeText(root: string, text: string, random: Random): Stroke[] {
  return cut(text, random).map((letters) => (doc) => {
    const typed = doc.getText(root);
    typed.insert(typed.length, letters);
  });
}

function typeRich(root: string, nodes: readonly RichNode[], random: Random): Stroke[] {
  const paragraphs = richToPlain(nodes)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return paragraphs.flatMap((line) => {
    const text = new Y.XmlText();
    return cut(line, random).map(
      (letters, index): Stroke =>
        (doc) => {
          if (index === 0) {
            const paragraph = new Y.XmlElement('paragraph');
            const fragment = doc.getXmlFragment(root);
            doc.transact(() => {
              paragraph.insert(0, [text]);
              fragment.insert(fragment.length, [paragraph]);
              text.insert(0, letters);
            });
          } else if (text.doc !== null) {
            text.insert(text.length, letters);
          }
        },
    );
  });
}

/** By letters as people count them: half an emoji would be refused. */
function cut(text: string, random: Random): string[] {
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  const pieces: string[] = [];
  for (let at = 0; at < letters.length; ) {
    const size = random.between(LETTERS.from, LETTERS.to);
    pieces.push(letters.slice(at, at + size).join(''));
    at += size;
  }
  return pieces;
}
