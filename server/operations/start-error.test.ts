// What a start that fails says to whoever started it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import { startServer } from '../server.ts';
import { explainStartError } from './start-error.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sommet-start-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function configOf(variables: Record<string, string>): Config {
  return readConfig({
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_PATH: ':memory:',
    CLIENT_DIRECTORY: folder,
    LOG_LEVEL: 'error',
    ...variables,
  });
}

async function sentenceOf(variables: Record<string, string>): Promise<string | null> {
  const config = configOf(variables);
  try {
    const server = await startServer(config);
    await server.close();
    return null;
  } catch (error) {
    return explainStartError(error, config);
  }
}

describe('a start that fails', () => {
  it('[OP6] names the variable to look at', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    expect(await sentenceOf({ PORT: String(port) })).toMatch(/^PORT: \d+ is taken/);
    taken.close();

    expect(await sentenceOf({ HOST: '192.0.2.1' })).toMatch(/^HOST: 192\.0\.2\.1/);
    expect(await sentenceOf({ CLIENT_DIRECTORY: join(folder, 'none') })).toMatch(/no built client/);
    const file = join(folder, 'index.html');
    expect(await sentenceOf({ DATABASE_PATH: file })).toMatch(/^DATABASE_PATH: .*not a database/);
    expect(await sentenceOf({ DATABASE_PATH: join(file, 'x.sqlite') })).toMatch(/^DATABASE_PATH: /);
    expect(await sentenceOf({ DATABASE_PATH: folder })).toMatch(/^DATABASE_PATH: /);

    const newer = join(folder, 'newer.sqlite');
    const db = openDatabase(newer);
    db.pragma('user_version = 9999');
    db.close();
    expect(await sentenceOf({ DATABASE_PATH: newer })).toMatch(/Start the newer Sommet/);
  });
});
