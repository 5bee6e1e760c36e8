// What a hall full of phones loads over one wifi.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { startTestServer } from '../support/server.ts';

const SCRIPT = `export const words = ${JSON.stringify('sommet '.repeat(500))};\n`;

it('serves a built file in its compressed form to whoever takes it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sommet-client-'));
  try {
    mkdirSync(join(directory, 'assets'));
    writeFileSync(join(directory, 'index.html'), '<!doctype html><title>Sommet</title>');
    writeFileSync(join(directory, 'assets', 'app.js'), SCRIPT);
    writeFileSync(join(directory, 'assets', 'app.js.gz'), gzipSync(SCRIPT));
    await using server = await startTestServer({ clientDirectory: directory });
    const packed = await server.request('/assets/app.js', {
      headers: { 'Accept-Encoding': 'gzip' },
    });
    expect(packed.headers.get('Content-Encoding')).toBe('gzip');
    expect(packed.headers.get('Content-Type')).toMatch(/javascript/);
    expect(packed.headers.get('Cache-Control')).toMatch(/immutable/);
    expect(packed.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    // fetch has unpacked it already.
    expect(await packed.text()).toBe(SCRIPT);
    const plain = await server.request('/assets/app.js', {
      headers: { 'Accept-Encoding': 'identity' },
    });
    expect(plain.headers.get('Content-Encoding')).toBeNull();
    expect(await plain.text()).toBe(SCRIPT);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

it('compresses long answers of the API', async () => {
  await using server = await startTestServer();
  const answer = await server.request('/api/openapi.json', {
    headers: { 'Accept-Encoding': 'gzip' },
  });
  expect(answer.headers.get('Content-Encoding')).toBe('gzip');
  expect(((await answer.json()) as { openapi: string }).openapi).toBe('3.1.0');
});
