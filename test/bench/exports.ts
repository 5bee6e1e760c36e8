// `npm run bench:exports`: how long the event loop, which documents share, is held while whole lists,
// archives and pushes are made of 20,000 records, and what that takes of memory.
//   --records N   --write  also writes docs/benchmark-exports.md
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { paced } from '../../server/exporters/pace.ts';
import { preparePubliccodeCheck } from '../../server/exporters/publiccode-check.ts';
import { withManifest, zipStream } from '../../server/exporters/zip.ts';
import { siteFiles } from '../../server/operations/archive/site-files.ts';
import { KINDS } from '../../shared/kinds.ts';
import { plainToRichText, richToPlain } from '../../shared/rich-text.ts';
import { TAG_IDS } from '../../shared/tags.ts';
import { createRandom } from '../support/seed.ts';
import { startTestServer } from '../support/server.ts';
import { publishMany } from './many-records.ts';
import { describeMachine, publishPage } from './own-page.ts';

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '20000' },
    only: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
  },
});
const records = Number(options.records);

/** Seconds after which a measurement ends, however much is left; what came until then counts. */
const LONGEST_S = 90;

/** What the archive cost before it was read once for all languages; measured by hand, on 2026-11-24. */
const ARCHIVE_HISTORY = [
  '## The archive, before and after',
  'Twenty thousand records in three languages, by `npm run bench:exports -- --only archive` on the machine above. "Kept" is what is still held when the last file is made, after a garbage collection: names, addresses, checksums and places of 72,000 files, about 1.5 kB a record; everything else is let go file by file. The rest of "more memory" is what Node lets lie about before it collects.',
  '',
  '| | seconds | MB | MB/s | held at most, ms | more memory, MB | kept, MB |',
  '|---|---:|---:|---:|---:|---:|---:|',
  '| before | over 90 | 141 when it was ended | 1.6 | 73 | 261 | 85 |',
  '| after | 50 | 237, whole | 4.8 | 32 | 73 | 31 |',
  '',
  'The profile said: a quarter of the time looked up the same hundred words again (`server/pages/words.ts` remembers them), a tenth read each record once per language and once more for its own revision, texts to look through were written once per language, and the cards of the toolbox were all made before the first was written.',
];

/** The event loop shall not be held for longer, ms. */
const WANTED_MS = 20;

const random = createRandom(2016);
await using server = await startTestServer();
const { hackathon, teams } = server.createHackathon({ name: 'Paris 2016', teams: ['One', 'Two'] });
const facilitator = await server.signUp({ name: 'Fatou', facilitates: [hackathon.id] });
fill();

// As a server does when it starts.
preparePubliccodeCheck();

const base = `/api/hackathons/${hackathon.id}/exports`;
const rows: string[] = [];
const missed: string[] = [];
await measure('idle', () => setTimeout(1000).then(() => 0));
await measureDownload('`/api/records.csv`', '/api/records.csv');
await measureDownload('`/api/records.json`', '/api/records.json');
await measureDownload('`/sitemap.xml`', '/sitemap.xml');
await measureDownload('`/sitemap-1.xml`', '/sitemap-1.xml');
await measureDownload('`/catalogue/feed.atom`', '/catalogue/feed.atom');
await measureDownload('the exports screen', base);
await measureDownload('`records.csv` of a hackathon', `${base}/records.csv`);
await measureDownload('`collective-actions/md`', `${base}/collective-actions/md`);
await measureDownload('`toolbox-bundle.json`', `${base}/toolbox-bundle.json`);
await measureDownload('`publiccode.zip`', `${base}/publiccode.zip`);
await measureDownload('`everything.zip`', `${base}/everything.zip`);
await measure('a dry run of a push', async () => (await server.parts.pushes.dryRun()).bytes);
await measure('the archive', () => {
  const row = server.parts.hackathons.get(hackathon.id)!;
  const files = siteFiles(server.parts, row, server.url);
  return drain(zipStream(withManifest(files), { modifiedAt: Date.now() }));
});

const lines = [
  '# Exports beside documents',
  `Written by \`npm run bench:exports -- --write\`: ${records.toLocaleString('en')} records of all kinds in one hackathon, texts of about 100 words. Client and server are one process here, so reading the answer counts too. "Held" is the longest the event loop was late; a key stroke waits for no more than that. "More memory" is the growth of what the process holds while it is made. A measurement ends after ${LONGEST_S} s at the latest; what comes later is not measured.`,
  '',
  describeMachine(),
  `- Wanted: held for no more than ${WANTED_MS} ms. ${missed.length === 0 ? 'All of them meet it.' : `Missed by ${missed.join(', ')}.`}`,
  '',
  '| | held p99, ms | held at most, ms | seconds | MB read | more memory, MB |',
  '|---|---:|---:|---:|---:|---:|',
  ...rows,
  '',
  ...ARCHIVE_HISTORY,
];
publishPage('benchmark-exports', lines, options.write);

function fill(): void {
  const words = Array.from({ length: 3000 }, () => random.word(random.between(3, 9)));
  const text = (length: number) => Array.from({ length }, () => random.pick(words)).join(' ');
  publishMany(server, {
    count: records,
    teams,
    record(index) {
      const kind = KINDS[index % 8 === 0 ? 3 : index % 3]!;
      const title = `${text(2)} ${index}`;
      const description = plainToRichText(text(100));
      const fields = {
        name: title,
        summary: { en: text(12), fr: text(12) },
        description: { en: description },
        tags: [{ id: random.pick(TAG_IDS), label: null }],
        ...(kind === 'tool'
          ? { toolType: 'software', licence: 'MIT', website: 'https://example.org/x' }
          : {}),
      };
      return {
        content: { kind, title, fields },
        plainText: `${title}\n${richToPlain(description)}`,
      };
    },
  });
  server.parts.catalogue.list({});
}

async function drain(stream: ReadableStream<Uint8Array>): Promise<number> {
  const end = performance.now() + LONGEST_S * 1000;
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (performance.now() > end) break;
  }
  return bytes;
}

function measureDownload(name: string, path: string): Promise<void> {
  return measure(name, async () => {
    const answer = await server.request(path, { person: facilitator });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return drain(answer.body!);
  });
}

async function measure(name: string, make: () => Promise<number>): Promise<void> {
  if (!name.includes(options.only)) return;
  await paced(rest());
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 100);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await setImmediate();
  const begin = performance.now();
  const bytes = await make();
  const seconds = (performance.now() - begin) / 1000;
  delay.disable();
  clearInterval(watch);
  const held = [delay.percentile(99), delay.max].map((one) => (one / 1e6).toFixed(0));
  if (delay.max / 1e6 > WANTED_MS) missed.push(name);
  const megabytes = (count: number) => (count / 2 ** 20).toFixed(0);
  rows.push(
    `| ${name} | ${held.join(' | ')} | ${seconds.toFixed(1)} | ${(bytes / 2 ** 20).toFixed(1)} | ${megabytes(most - before)} |`,
  );
}

function* rest(): Generator<undefined, void> {
  for (let index = 0; index < 10; index++) yield;
}
