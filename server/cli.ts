// The command line beside the server. Works on the same database file, also while the server runs,
// but for `restore`.
import { parseArgs } from 'node:util';
import { type Config, ConfigError, readConfig } from './config.ts';
import { NewerDatabaseError } from './db/migrate.ts';
import { AppError } from './http/errors.ts';
import { createLog } from './log.ts';
import { DamagedDatabaseError } from './operations/check-database.ts';
import { type Command, CommandError } from './operations/commands/command.ts';
import { backup, compact, restore, verify } from './operations/commands/databases.ts';
import { archive, exportRecords } from './operations/commands/export.ts';
import { facilitatorCreate, facilitatorLink } from './operations/commands/facilitators.ts';
import { importFile } from './operations/commands/import.ts';
import { personErase, personExport, retention } from './operations/commands/people.ts';
import { relay } from './operations/commands/relay.ts';
import { sample } from './operations/commands/sample.ts';
import { RestoreRefusedError } from './operations/restore.ts';
import { buildParts, type ServerParts } from './parts.ts';

const COMMANDS: readonly Command[] = [
  sample,
  facilitatorCreate,
  facilitatorLink,
  backup,
  restore,
  verify,
  compact,
  exportRecords,
  archive,
  importFile,
  personExport,
  personErase,
  retention,
  relay,
];

const HELP = `Usage: npm run sommet -- <command>

${COMMANDS.map(({ name, usage, about }) => `  ${`${name} ${usage}`.trim()}\n      ${about}`).join('\n')}

Options:
  --url <address>     the address to print in links (PUBLIC_URL, else http://localhost:PORT)
  --help              show this

The database is DATABASE_PATH (data/sommet.sqlite). Status 0: done; 1: not as it should be, or
refused; 2: the command or the configuration makes no sense.
`;

function parseWords(words: string[]) {
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        url: { type: 'string' },
        hackathon: { type: 'string' },
        email: { type: 'string' },
        name: { type: 'string' },
        keep: { type: 'string' },
        every: { type: 'string' },
        'home-redis': { type: 'string' },
        rows: { type: 'string' },
        team: { type: 'string' },
        'dry-run': { type: 'boolean' },
        replace: { type: 'boolean' },
        'password-stdin': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
  }
}

/** The command that was asked for, and the words after it. */
function findCommand(words: readonly string[]): { command: Command; rest: string[] } {
  const command = COMMANDS.find(({ name }) => `${words.join(' ')} `.startsWith(`${name} `));
  const rest = words.slice(command?.name.split(' ').length ?? 0);
  const isOptional = command?.usage.startsWith('[<') === true;
  const fits =
    command !== undefined &&
    rest.length <= command.words &&
    (isOptional || rest.length === command.words);
  if (command === undefined || !fits) {
    throw new CommandError(`No such command: ${words.join(' ') || '(none)'}\n\n${HELP}`);
  }
  return { command, rest };
}

/** Runs one command; resolves with the exit status. */
async function main(args: string[]): Promise<number> {
  const { values: options, positionals } = parseWords(args);
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { command, rest } = findCommand(positionals);
  const config = readConfig(process.env);
  const address = options.url ?? config.publicUrl ?? `http://localhost:${config.port}`;
  let parts: ServerParts | null = null;
  try {
    return await command.run({
      words: rest,
      options,
      config,
      address: address.replace(/\/+$/, ''),
      open: () => {
        parts ??= openParts(config);
        return parts;
      },
      print: (text) => process.stdout.write(text),
    });
  } finally {
    if (parts !== null) closeParts(parts);
  }
}

function openParts(config: Config): ServerParts {
  return buildParts(
    config,
    createLog('warn', (line) => process.stderr.write(line)),
  );
}

function closeParts(parts: ServerParts): void {
  parts.rooms.close();
  parts.projector.close();
  parts.live.close();
  parts.metrics.close();
  parts.db.close();
}

/** Errors whose message is all a person needs, and the status they end with. */
function statusOf(error: unknown): 1 | 2 | null {
  if (error instanceof CommandError || error instanceof ConfigError) return 2;
  const isRefused =
    error instanceof RestoreRefusedError ||
    error instanceof DamagedDatabaseError ||
    error instanceof NewerDatabaseError ||
    error instanceof AppError;
  return isRefused ? 1 : null;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const status = statusOf(error);
  if (status === null) throw error;
  process.stderr.write(`${(error as Error).message.trimEnd()}\n`);
  process.exitCode = status;
}
