// `backup`, `restore`, `verify`, `compact`: what is done to the database file as a whole.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { openUpdateLog } from '../../documents/update-log.ts';
import { describeError } from '../../log.ts';
import { backupDatabase, pruneBackups } from '../backup.ts';
import { type CheckedDatabase, checkDatabase } from '../check-database.ts';
import { compactDocuments } from '../compact.ts';
import { restoreDatabase } from '../restore.ts';
import {
  type Command,
  type CommandContext,
  CommandError,
  readDuration,
  readNumber,
} from './command.ts';

/** Rows a log may have before opening it is worth a state beside it. */
const COMPACT_FROM_ROWS = 200;

/** Copies the database while the server runs, once or again and again. */
export const backup: Command = {
  name: 'backup',
  usage: '<file or folder> [--keep <n>] [--every <60s>]',
  about: 'copy the database while the server runs, and check the copy',
  words: 1,
  async run(context) {
    const { words, options, config } = context;
    requireFile(config.databasePath);
    const isFolder = existsSync(words[0]!) && statSync(words[0]!).isDirectory();
    for (const option of ['keep', 'every'] as const) {
      if (options[option] !== undefined && !isFolder) {
        throw new CommandError(`--${option} needs a folder to keep backups in.`);
      }
    }
    readNumber('keep', options.keep, Number.MAX_SAFE_INTEGER);
    if (options.every === undefined) {
      await backUpOnce(context);
      return 0;
    }
    const everyMs = readDuration('every', options.every);
    let isStopping = false;
    let stop = () => {};
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        isStopping = true;
        stop();
      });
    }
    while (!isStopping) {
      const startedAt = performance.now();
      try {
        await backUpOnce(context);
      } catch (error) {
        // One that fails must not be the last: the disk may have room again in a minute.
        const why = error instanceof Error ? describeError(error) : {};
        process.stderr.write(`No backup this time: ${JSON.stringify(why)}\n`);
      }
      if (isStopping) break;
      const leftMs = Math.max(0, everyMs - (performance.now() - startedAt));
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        stop = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return 0;
  },
};

async function backUpOnce({ words, options, config, print }: CommandContext): Promise<void> {
  const target = resolve(words[0]!);
  const keep = readNumber('keep', options.keep, Number.MAX_SAFE_INTEGER);
  const made = await backupDatabase(config.databasePath, target, config.now());
  print(`${made.path}\n${describe(made)}, ${(made.bytes / 1e6).toFixed(1)} MB, checked.\n`);
  const removed = options.keep === undefined ? [] : pruneBackups(target, keep);
  if (removed.length > 0) print(`Removed ${removed.length} older.\n`);
}

/** Puts a backup in the place of the database. */
export const restore: Command = {
  name: 'restore',
  usage: '<backup> [--replace]',
  about: 'put a backup in the place of the database (stop the server first)',
  words: 1,
  run({ words, options, config, print }) {
    const target = requirePath(config.databasePath);
    const restored = restoreDatabase({
      backup: resolve(words[0]!),
      target,
      isReplacing: options.replace === true,
      at: config.now(),
    });
    print(`${target}\n${describe(restored)}, restored.\n`);
    if (restored.keptAs !== null) print(`The old file is kept as ${restored.keptAs}\n`);
    if (restored.erasedAgain > 0) print(`Erased again: ${restored.erasedAgain} people.\n`);
    if (!restored.isCarriedOver) {
      print(
        'The old file could not be read: who was erased or signed out since the backup is back.\n',
      );
    }
    return 0;
  },
};

/** Checks the database, or a backup. */
export const verify: Command = {
  name: 'verify',
  usage: '[<backup>]',
  about: "check every revision's hash and chain; of a backup, the whole file",
  words: 1,
  run(context) {
    const [path] = context.words;
    if (path === undefined) return verifyRevisions(context);
    context.print(`${describe(checkDatabase(resolve(path)))}: whole.\n`);
    return 0;
  },
};

function verifyRevisions({ open, print }: CommandContext): number {
  const { checked, broken } = open().catalogue.verify();
  if (broken.length === 0) {
    print(`${checked} revisions checked, all as they were written.\n`);
    return 0;
  }
  print(
    `${checked} revisions checked, ${broken.length} broken:\n${broken
      .map(({ recordId, number, fault }) => `  ${recordId} revision ${number}: ${fault}\n`)
      .join('')}`,
  );
  return 1;
}

/** Makes documents with long logs quick to open. */
export const compact: Command = {
  name: 'compact',
  usage: '[--rows <n>]',
  about: `make documents with long logs quick to open (from ${COMPACT_FROM_ROWS} rows on)`,
  words: 0,
  run({ open, options, config, print }) {
    const minRows = readNumber('rows', options.rows, COMPACT_FROM_ROWS);
    const { db } = open();
    const { documents, failed } = compactDocuments({
      db,
      updateLog: openUpdateLog(db),
      now: config.now,
      minRows,
    });
    print(`${documents} documents compacted.\n`);
    for (const { documentId, error } of failed) {
      const why = error instanceof Error ? describeError(error) : {};
      process.stderr.write(`${documentId} was left as it is: ${JSON.stringify(why)}\n`);
    }
    return failed.length === 0 ? 0 : 1;
  },
};

function describe({ people, documents, revisions, lastChangeAt }: CheckedDatabase): string {
  const last = lastChangeAt === 0 ? 'never' : new Date(lastChangeAt).toISOString();
  return `${people} people, ${documents} documents, ${revisions} revisions, last change ${last}`;
}

function requirePath(path: string): string {
  if (path === ':memory:') throw new CommandError('DATABASE_PATH is :memory:; there is no file.');
  return path;
}

function requireFile(path: string): string {
  if (!existsSync(requirePath(path))) throw new CommandError(`There is no database ${path}.`);
  return path;
}
