// `npm run bench:search`: how long a search of the public catalogue takes with 20,000 records of all
// kinds: the search itself, over HTTP, and as a page.
//   --records N  --searches N   --write  also writes docs/benchmark-search.md
import { parseArgs } from 'node:util';
import { KINDS, type Kind } from '../../shared/kinds.ts';
import { plainToRichText, richToPlain } from '../../shared/rich-text.ts';
import { TAG_IDS } from '../../shared/tags.ts';
import { createRandom, type Random } from '../support/seed.ts';
import { startTestServer } from '../support/server.ts';
import { publishMany } from './many-records.ts';
import { describeMachine, publishPage } from './own-page.ts';

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '20000' },
    searches: { type: 'string', default: '1000' },
    write: { type: 'boolean', default: false },
  },
});
const records = Number(options.records);
const searches = Number(options.searches);

/** What civic technology is written about, in three languages. */
const TOPICS =
  'open data portal public budget contract city civic map health water school vote law parliament climate energy transport tax land registry watch tracker explorer platform network library studio engine service register index atlas monitor participation transparency whistleblowing procurement citizens government ministry council petition debate deliberation consultation accountability corruption données ouvertes budget participatif citoyens transparence marchés publics gouvernement ville participación ciudadana transparencia gobierno abierto presupuesto ayuntamiento contratación datos abiertos'.split(
    ' ',
  );

/** Different words texts are made of besides names. */
const VOCABULARY = 12_000;

const COUNTRIES = 'FR ES KE BR MX UA GB DE IN ZA NG CL CO PE TN GE RO IT CA US'.split(' ');
const LICENCES = ['MIT', 'AGPL-3.0-only', 'GPL-3.0-only', 'Apache-2.0', 'EUPL-1.2'];

const random = createRandom(2016);

const SYLLABLES = 'ba co di fe gu la me ni po ra se tu va xe lo mi na re so ti'.split(' ');

/** Words by how often they are written: the first in nearly every text, the last in hardly any (Zipf). */
const WORDS = [
  ...Array.from({ length: 40 }, () => syllables(1)),
  ...TOPICS,
  ...Array.from({ length: VOCABULARY - 40 - TOPICS.length }, () => syllables(random.between(2, 5))),
];

function syllables(count: number): string {
  return Array.from({ length: count }, () => random.pick(SYLLABLES)).join('');
}

/** A word as texts have it. */
function written(): string {
  return WORDS[Math.floor(WORDS.length ** random.next()) - 1]!;
}

/** A word somebody would search for. */
function meant(): string {
  return random.chance(0.5) ? random.pick(TOPICS) : WORDS[random.between(100, 3000)]!;
}

/** A word of its own, as names of tools are. */
function coined(): string {
  return `${random.pick(TOPICS)}${random.word(random.between(2, 5))}`;
}

function text(length: number): string {
  return Array.from({ length }, written).join(' ');
}

await using server = await startTestServer();
const { teams } = server.createHackathon({ teams: ['One', 'Two', 'Three'] });
const names = fill();

const lines = [
  '# Searching the catalogue',
  `Written by \`npm run bench:search -- --write\`: ${records.toLocaleString('en')} records of all kinds with texts of 60 to 140 words (${VOCABULARY.toLocaleString('en')} different ones, as often as Zipf says), ${searches} searches each, one after another. The search itself is what the event loop is busy with; over HTTP includes client and server in one Node process. CPU is what the process used, whatever else the machine was doing.`,
  '',
  describeMachine(),
  '- Wanted: p95 ≤ 20 ms, typos included.',
  '',
  '| the search itself, ms | p50 | p95 | p99 | CPU p95 | found, median |',
  '|---|---:|---:|---:|---:|---:|',
  measure('everything, newest first', () => ({})),
  measure('a country and a tag', () => ({
    facets: { country: random.pick(COUNTRIES), tag: random.pick(TAG_IDS) },
  })),
  measure('one common word', () => ({ q: meant() })),
  measure('two words', () => ({ q: `${meant()} ${meant()}` })),
  measure('two words, a kind and a country', () => ({
    q: `${meant()} ${meant()}`,
    kind: random.pick(KINDS),
    facets: { country: random.pick(COUNTRIES) },
  })),
  measure('a name', () => ({ q: random.pick(names) })),
  measure('beginnings of one to three letters', () => ({
    q: meant().slice(0, random.between(1, 3)),
  })),
  measure('a name with a typo', () => ({ q: withSlip(random, random.pick(names)) })),
  measure('two words with typos', () => ({
    q: `${withSlip(random, meant())} ${withSlip(random, meant())}`,
  })),
  '',
  '| over HTTP, ms | p50 | p95 | p99 |',
  '|---|---:|---:|---:|',
  await measureHttp('`/api/records`, two words', () => `/api/records?q=${twoWords()}`),
  await measureHttp('`/catalogue` as a page, two words', () => `/catalogue?q=${twoWords()}`),
  await measureHttp('`/catalogue` as a page, everything', () => '/catalogue'),
  '',
  `After a record is finalised, the first search looks at it again: ${firstAfterChange()}.`,
];
publishPage('benchmark-search', lines, options.write);

/** Fills the catalogue; the names of what is in it. */
function fill(): string[] {
  const all: string[] = [];
  publishMany(server, {
    count: records,
    teams,
    record() {
      const kind = random.weighted<Kind>({
        tool: 10,
        'use-case': 4,
        organisation: 8,
        'collective-action': 1,
      });
      const title = `${coined()} ${meant()}`;
      all.push(title);
      const description = plainToRichText(text(random.between(60, 140)));
      const tags = [random.pick(TAG_IDS), random.pick(TAG_IDS)].map((id) => ({ id, label: null }));
      const fields = {
        name: title,
        summary: { en: text(12) },
        description: { en: description },
        ...(kind === 'organisation'
          ? { country: random.pick(COUNTRIES), organisationKind: 'civil-society' }
          : { countries: [random.pick(COUNTRIES), random.pick(COUNTRIES)], tags }),
        ...(kind === 'tool' ? { toolType: 'software', licence: random.pick(LICENCES) } : {}),
      };
      return {
        content: { kind, title, fields },
        plainText: `${title}
${fields.summary.en}
${richToPlain(description)}`,
      };
    },
  });
  return all;
}

type Query = Parameters<typeof server.parts.catalogue.list>[0];

function measure(name: string, query: () => Query): string {
  const times: number[] = [];
  const found: number[] = [];
  const cpu: number[] = [];
  for (let index = 0; index < searches; index++) {
    const asked = query();
    const used = process.cpuUsage();
    const begin = performance.now();
    const { total } = server.parts.catalogue.list(asked);
    times.push(performance.now() - begin);
    const { user, system } = process.cpuUsage(used);
    cpu.push((user + system) / 1000);
    found.push(total);
  }
  return `| ${name} | ${percentiles(times)} | ${milliseconds(cpu, 0.95)} | ${sorted(found)[Math.floor(found.length / 2)]} |`;
}

async function measureHttp(name: string, path: () => string): Promise<string> {
  const times: number[] = [];
  for (let index = 0; index < Math.min(300, searches); index++) {
    const asked = path();
    const begin = performance.now();
    const answer = await server.request(asked);
    await answer.text();
    times.push(performance.now() - begin);
    if (answer.status !== 200) throw new Error(`${asked} answered ${answer.status}`);
  }
  return `| ${name} | ${percentiles(times)} |`;
}

function firstAfterChange(): string {
  const { catalogue, db } = server.parts;
  const recordIds = catalogue.listIds({}).slice(0, 20);
  const times = recordIds.map((recordId) => {
    db.transaction(() =>
      catalogue.confirm({ recordId, isAlive: true, note: '', personId: anybody(), at: 1 }),
    )();
    const used = process.cpuUsage();
    catalogue.list({ q: 'transparancy' });
    const { user, system } = process.cpuUsage(used);
    return (user + system) / 1000;
  });
  return `p95 ${milliseconds(times, 0.95)} ms of CPU with a typo in it`;
}

function anybody(): string {
  return server.parts.db.prepare<[], string>('SELECT id FROM person LIMIT 1').pluck().get()!;
}

function twoWords(): string {
  return encodeURIComponent(`${meant()} ${meant()}`);
}

/** A letter left out, doubled, swapped or changed. */
function withSlip(from: Random, word: string): string {
  const at = from.between(1, Math.max(1, word.length - 2));
  const letter = word[at] ?? '';
  switch (from.below(4)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1);
    case 1:
      return word.slice(0, at) + letter + word.slice(at);
    case 2:
      return word.slice(0, at) + (word[at + 1] ?? '') + letter + word.slice(at + 2);
    default:
      return `${word.slice(0, at)}x${word.slice(at + 1)}`;
  }
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

function milliseconds(times: readonly number[], share: number): string {
  return sorted(times)[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1);
}

function percentiles(times: readonly number[]): string {
  return [0.5, 0.95, 0.99].map((share) => milliseconds(times, share)).join(' | ');
}
