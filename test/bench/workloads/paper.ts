// A long paper, typed one character at a time, then opened from cold: the server has just started
// and holds nothing in memory. The well-known trace of such a paper (automerge-perf) is not to be
// had from a package, so a seeded one with its statistics is typed instead.
import * as Y from 'yjs';
import { createRandom } from '../../support/seed.ts';
import { until } from '../../support/until.ts';
import { updateMessage } from '../dialect.ts';
import { median } from '../histogram.ts';
import { joinRoom } from '../join.ts';
import { TYPED_ROOT } from '../typing.ts';
import type { Workload } from '../workload.ts';

/** As in automerge-perf's recording of a paper being written. */
const INSERTIONS = 182_315;
const DELETIONS = 77_463;

const WRITER_ID = 2_000_001;
/** Joins measured per start; the first is the cold one. */
const WARM_JOINS = 5;
/** All servers are set to close an empty room sooner than this. */
const STORED_AFTER_MS = 3_000;
/** Keystrokes sent before the last ones are known to have arrived. */
const IN_FLIGHT = 2_000;

interface Paper {
  readonly updates: readonly Uint8Array[];
  readonly text: string;
}

let paper: Paper | undefined;

/**
 * Types the paper: bursts of typing at one place, runs of backspace, and jumps (mostly near by, now
 * and then anywhere), until the trace's numbers of insertions and deletions are reached.
 */
function typePaper(insertions = INSERTIONS, deletions = DELETIONS): Paper {
  const random = createRandom(20170401);
  const doc = new Y.Doc();
  doc.clientID = WRITER_ID;
  const text = new Y.XmlText();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [text]);
    doc.getXmlFragment(TYPED_ROOT).insert(0, [paragraph]);
  });
  let inserted = 0;
  let deleted = 0;
  let caret = 0;
  while (inserted < insertions || deleted < deletions) {
    const wantsDeletion =
      inserted >= insertions || (deleted < deletions && random.chance(0.415) && text.length > 20);
    if (wantsDeletion) {
      const run = Math.min(random.between(1, 8), deletions - deleted, text.length);
      for (let i = 0; i < run; i++) {
        if (caret === 0) caret = text.length;
        text.delete(--caret, 1);
        deleted++;
      }
    } else {
      const run = Math.min(random.between(1, 14), insertions - inserted);
      for (let i = 0; i < run; i++) {
        text.insert(caret++, random.below(6) === 0 ? ' ' : random.word(1));
        inserted++;
      }
    }
    if (random.chance(0.02)) caret = random.below(text.length + 1);
    else if (random.chance(0.1)) {
      caret = Math.max(0, Math.min(text.length, caret + random.between(-80, 80)));
    }
  }
  const typed = { updates, text: text.toString() };
  doc.destroy();
  return typed;
}

/** Opening the long paper right after the server's start, and again while it is in memory. */
export const coldPaper: Workload = {
  name: 'paper',
  title: 'A paper of 260,000 single-character edits: joining',
  servers: ['sommet', 'hocuspocus', 'classic'],
  metrics: [
    { key: 'cold', label: 'cold join', unit: 'ms', better: 'less' },
    { key: 'warm', label: 'warm join', unit: 'ms', better: 'less' },
    { key: 'typing', label: 'time to take in all edits', unit: 's', better: 'less' },
    { key: 'bytes', label: 'bytes sent to a joiner', unit: 'B', better: 'less' },
  ],
  targets: [{ metric: 'cold', against: 'hocuspocus', atMost: 0.5 }],
  limits: [],
  run: async (bench) => {
    paper ??= typePaper();
    const { updates, text } = paper;
    const { dialect } = bench;
    let server = await bench.start();
    const room = 'paper';
    const open = (person: string, onUpdate?: (update: Buffer) => void) =>
      joinRoom({ dialect, port: server.port, room, person, ...(onUpdate ? { onUpdate } : {}) });

    let seen = 0;
    const watched = new Y.Doc();
    const watcher = await open('watcher', (update) => {
      Y.applyUpdate(watched, update);
      seen++;
    });
    const writer = await open('writer');
    const startedAt = performance.now();
    for (let i = 0; i < updates.length; i++) {
      writer.send(updateMessage(dialect, room, updates[i] as Uint8Array));
      if (i % IN_FLIGHT === IN_FLIGHT - 1) {
        const before = seen;
        await until(() => seen > before, 60_000, 'typed text to come back');
      }
    }
    const shown = () =>
      ((watched.getXmlFragment(TYPED_ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText).toString();
    await until(() => shown() === text, 120_000, 'the whole paper to come back');
    const typing = (performance.now() - startedAt) / 1000;
    watched.destroy();
    watcher.close();
    writer.close();

    if (dialect.keepsFiles) {
      // Each server has stored the document and closed its room, as after any working day.
      await new Promise((resolve) => setTimeout(resolve, STORED_AFTER_MS));
      await server.stop();
      server = await bench.start();
    }
    const first = await open('reader');
    const warm: number[] = [];
    for (let i = 0; i < WARM_JOINS; i++) {
      const again = await open(`reader-${i}`);
      warm.push(again.joinMs);
      again.close();
    }
    first.close();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, first.state);
    const kept = (doc.getXmlFragment(TYPED_ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    if (kept.toString() !== text) throw new Error(`${dialect.server} lost a part of the paper.`);
    doc.destroy();
    return {
      cold: dialect.keepsFiles ? first.joinMs : Number.NaN,
      warm: median(warm),
      typing,
      bytes: first.state.byteLength,
    };
  },
};
