// The command line beside the server: loads the sample, verifies the catalogue, makes a link for a
// facilitator. Works on the same database file, also while the server runs.
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from './config.ts';
import { type LoadedSample, loadSample, SampleLoadedError } from './hackathons/sample/load.ts';
import { createLog } from './log.ts';
import { buildParts, type ServerParts } from './server.ts';

const HELP = `Usage: tsx server/cli.ts <command>

  sample             load the sample hackathon "Paris 2016" (once)
  verify             check every revision's hash and chain
  facilitator-link   print a one-time link to become a facilitator

Options:
  --url <address>    the address to print in links (PUBLIC_URL, else http://localhost:PORT)
  --hackathon <slug> facilitator-link: of this hackathon only, instead of the whole server
  --help             show this

The database is DATABASE_PATH (data/sommet.sqlite).
`;

const DAY_MS = 24 * 60 * 60 * 1000;

/** What the command line asks for; exits with status 2 and the help when it makes no sense. */
interface Request {
  readonly command: 'sample' | 'verify' | 'facilitator-link';
  readonly url: string | undefined;
  readonly hackathon: string | undefined;
}

const COMMANDS = ['sample', 'verify', 'facilitator-link'] as const;

/** Thrown for a command line or a state of things a person can mend; its message is shown alone. */
class CommandError extends Error {
  readonly code = 'bad_command';
}

function readRequest(words: string[]): Request | null {
  let parsed: ReturnType<typeof parseWords>;
  try {
    parsed = parseWords(words);
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
  }
  const { values, positionals } = parsed;
  if (values.help) return null;
  const command = COMMANDS.find((name) => name === positionals[0]);
  if (command === undefined || positionals.length > 1) {
    throw new CommandError(`No such command: ${positionals.join(' ') || '(none)'}\n\n${HELP}`);
  }
  return { command, url: values.url, hackathon: values.hackathon };
}

function parseWords(words: string[]) {
  return parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      url: { type: 'string' },
      hackathon: { type: 'string' },
    },
  });
}

function runCommand(request: Request, parts: ServerParts, address: string): string {
  switch (request.command) {
    case 'sample': {
      const startedAt = performance.now();
      const sample = loadSample(parts);
      return describeSample(sample, address, (performance.now() - startedAt) / 1000);
    }
    case 'verify': {
      const { checked, broken } = parts.catalogue.verify();
      if (broken.length === 0) return `${checked} revisions checked, all as they were written.\n`;
      process.exitCode = 1;
      return `${checked} revisions checked, ${broken.length} broken:\n${broken
        .map(({ recordId, number, fault }) => `  ${recordId} revision ${number}: ${fault}\n`)
        .join('')}`;
    }
    case 'facilitator-link':
      return `${address}/welcome/${facilitatorToken(parts, request.hackathon)}\n`;
  }
}

function facilitatorToken({ accounts, hackathons }: ServerParts, slug: string | undefined): string {
  const ttlMs = 7 * DAY_MS;
  if (slug !== undefined) {
    const hackathon = hackathons.getBySlug(slug);
    if (hackathon === null) throw new CommandError(`There is no hackathon "${slug}".\n`);
    return accounts.links.create('invite-facilitator', { hackathonId: hackathon.id, ttlMs });
  }
  if (accounts.links.hasFacilitator()) {
    throw new CommandError(
      'There is a facilitator already. Ask for a link to one hackathon with --hackathon <slug>.\n',
    );
  }
  return accounts.links.create('first-facilitator', { ttlMs });
}

function describeSample(sample: LoadedSample, address: string, seconds: number): string {
  const { documents } = sample;
  const width = Math.max(...sample.teams.map(({ name }) => name.length));
  return `Loaded "Paris 2016" in ${seconds.toFixed(1)} s: ${documents['collective-action']} collective actions, ${documents.tool} tools, ${documents.organisation} organisations, ${documents['use-case']} use cases; ${sample.finalised} of them finalised.

  Team board   ${address}/hackathons/${sample.slug}
  Catalogue    ${address}/catalogue
  Wall         ${address}/wall/${sample.wallToken}
  Facilitate   ${address}/welcome/${sample.facilitatorToken}   (works once)

  Join at ${address}/join with ${sample.code} and pick a team, or with a team's own code:
${sample.teams.map(({ name, code }) => `    ${name.padEnd(width)}  ${code}`).join('\n')}
`;
}

/** Runs one command; resolves with the exit status. */
function main(words: string[]): number {
  try {
    const request = readRequest(words);
    if (request === null) {
      process.stdout.write(HELP);
      return 0;
    }
    const config = readConfig(process.env);
    const parts = buildParts(
      config,
      createLog('warn', (line) => process.stderr.write(line)),
    );
    try {
      const address = request.url ?? config.publicUrl ?? `http://localhost:${config.port}`;
      process.stdout.write(runCommand(request, parts, address.replace(/\/+$/, '')));
    } finally {
      parts.rooms.close();
      parts.projector.close();
      parts.live.close();
      parts.db.close();
    }
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (
      error instanceof CommandError ||
      error instanceof ConfigError ||
      error instanceof SampleLoadedError
    ) {
      process.stderr.write(`${error.message.trimEnd()}\n`);
      return error instanceof SampleLoadedError ? 1 : 2;
    }
    throw error;
  }
}

process.exitCode = main(process.argv.slice(2));
