// `npm run bench:lookup`: how long people wait for what they look up while they type, over real HTTP,
// with 20,000 records in the catalogue and 5,000 drafts in their hackathon.
//   --records N  --drafts N  --lookups N  --clients N   --write  also writes docs/benchmark-lookup.md
import { parseArgs } from 'node:util';
import { plainToRichText } from '../../shared/rich-text.ts';
import { createRandom, type Random } from '../support/seed.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';
import { describeMachine, publishPage } from './own-page.ts';

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '20000' },
    drafts: { type: 'string', default: '5000' },
    lookups: { type: 'string', default: '2000' },
    clients: { type: 'string', default: '8' },
    write: { type: 'boolean', default: false },
  },
});
const [records, drafts, lookups, clients] = [
  options.records,
  options.drafts,
  options.lookups,
  options.clients,
].map(Number) as [number, number, number, number];

const WORDS =
  'open data portal public budget contract city civic map health water school vote law parliament climate energy transport tax land registry budget watch tracker explorer platform network library kit studio hub lab engine service register index atlas monitor'.split(
    ' ',
  );

const random = createRandom(2016);

function someName(): string {
  const words = Array.from({ length: random.between(2, 4) }, () => random.pick(WORDS));
  return `${words.join(' ')} ${random.word(random.between(3, 7))}`;
}

function seedOf(name: string) {
  const site = name.replaceAll(' ', '-');
  return {
    name,
    website: `https://${site}.example.org`,
    sourceCode: `https://code.example.org/${site}`,
    description: {
      en: plainToRichText(Array.from({ length: 60 }, () => random.pick(WORDS)).join(' ')),
    },
  };
}

await using server = await startTestServer();
const { hackathon, teams } = server.createHackathon({
  teams: Array.from({ length: 60 }, (_, index) => `Table ${index + 1}`),
});
const team = teams[0]!;
const person = await server.signUp({ name: 'Amina', teamIds: [team.id] });
const names = fill();
const documentId = server.createDocument(team.id, 'tool', {}, person);

const lines = [
  '# Looking up while typing',
  `Written by \`npm run bench:lookup -- --write\`: ${records.toLocaleString('en')} records in the catalogue, ${drafts.toLocaleString('en')} drafts in the hackathon, ${clients} people asking at once, client and server sharing one Node process, requests over HTTP from sending to the parsed answer. The processor's time is that of both.`,
  '',
  describeMachine(),
  '- Wanted: p95 ≤ 100 ms for alike entries at 20,000 records.',
  '',
  '| | answers/s | p50 | p95 | p99 | processor per answer |',
  '|---|---:|---:|---:|---:|---:|',
  await measure('alike entries, a name with a slip of the pen', () =>
    alike({ name: withSlip(random, random.pick(names)) }),
  ),
  await measure('alike entries, half a name', () => {
    const name = random.pick(names);
    return alike({ name: name.slice(0, random.between(3, name.length)) });
  }),
  await measure('alike entries, name, website and source code', () => {
    const { name, website, sourceCode } = seedOf(random.pick(names));
    return alike({ name, website, sourceCode });
  }),
  await measure('something to refer to, three letters', () =>
    ask(`/hackathons/${hackathon.id}/related?kinds=tool&q=${random.pick(WORDS).slice(0, 3)}`),
  ),
  await measure('words in all documents of the hackathon', () =>
    ask(`/hackathons/${hackathon.id}/search?q=${random.pick(WORDS)}+${random.pick(WORDS)}`),
  ),
];
publishPage('benchmark-lookup', lines, options.write);

/** Records through the catalogue itself, as finalising writes them. */
function fill(): string[] {
  const { db, documents, catalogue } = server.parts;
  const finish = db.prepare("UPDATE document SET state = 'finalised' WHERE id = ?");
  const all: string[] = [];
  const begin = (index: number) => {
    const name = someName();
    all.push(name);
    const teamId = teams[index % teams.length]!.id;
    return documents.create({ teamId, kind: 'tool', seed: seedOf(name), by: person.personId });
  };
  db.transaction(() => {
    for (let index = 0; index < records; index++) {
      const { id, hackathonId, teamId } = begin(index);
      const { title, fields } = documents.projection(id);
      catalogue.write({
        documentId: id,
        hackathonId,
        teamId,
        content: { kind: 'tool', title, fields },
        plainText: title,
        contributors: {},
        documentState: new Uint8Array(),
        finalisedBy: person.personId,
        at: index,
      });
      finish.run(id);
    }
    for (let index = 0; index < drafts; index++) begin(index);
  })();
  return all;
}

function withSlip(source: Random, name: string): string {
  const at = source.below(name.length);
  return `${name.slice(0, at)}${source.word(1)}${name.slice(at + 1)}`;
}

function alike(typed: Record<string, string>): Promise<void> {
  return ask(`/documents/${documentId}/alike?${new URLSearchParams(typed)}`);
}

async function ask(path: string): Promise<void> {
  // A kept connection may be closed by the server as it is used again; a browser asks once more too.
  const response = await request(server, person, path).catch(() => request(server, person, path));
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}.`);
  await response.json();
}

function request(at: TestServer, as: TestPerson, path: string): Promise<Response> {
  return at.request(`/api${path}`, { person: as });
}

async function measure(name: string, lookup: () => Promise<void>): Promise<string> {
  for (let warm = 0; warm < 100; warm++) await lookup();
  const times: number[] = [];
  const began = performance.now();
  const before = process.cpuUsage();
  let left = lookups;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (left-- > 0) {
        const sent = performance.now();
        await lookup();
        times.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1000 / times.length;
  times.sort((a, b) => a - b);
  const at = (part: number) => `${times[Math.floor(part * (times.length - 1))]!.toFixed(1)} ms`;
  console.error(`${name}: p95 ${at(0.95)}, processor ${cpuMs.toFixed(1)} ms`);
  return `| ${name} | ${Math.round(times.length / seconds)} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${cpuMs.toFixed(1)} ms |`;
}
