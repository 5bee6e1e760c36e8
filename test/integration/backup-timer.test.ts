// The command that makes backups on a timer.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startTestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const ROOT = join(import.meta.dirname, '../..');

test('[OP1] a backup on a timer is made again and again while people write, until it is told to stop', async () => {
  await using server = await startTestServer();
  const { teams } = server.createHackathon();
  const ana = await server.signUp({ name: 'Ana', teamIds: [teams[0]!.id] });
  const bot = server.connect(server.createDocument(teams[0]!.id, 'tool'), ana);
  const folder = join(server.directory, 'backups');
  mkdirSync(folder);
  const backups = () => readdirSync(folder).filter((name) => name.endsWith('.sqlite'));
  const command: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', 'server/cli.ts', 'backup', folder, '--every', '1s', '--keep', '2'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DATABASE_PATH: join(server.directory, 'sommet.sqlite') },
    },
  );
  const exited = once(command, 'exit');
  try {
    bot.start(20);
    const seen = new Set<string>();
    await until(() => {
      for (const name of backups()) seen.add(name);
      return seen.size >= 3;
    }, 40_000);
    expect(backups().length).toBeLessThanOrEqual(3);
    command.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  } finally {
    bot.leave();
    if (command.exitCode === null) command.kill('SIGKILL');
  }
});
