// What the migration that began to keep picture uses found in a database from before.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createRandom, type Random, seedFromEnvironment } from '../../test/support/seed.ts';
import { listMigrations } from '../db/migrate.ts';

const NUMBER = 24;

function migrated(db: Database.Database, from: number, to: number): void {
  for (const { number, name } of listMigrations()) {
    if (number < from || number > to) continue;
    db.exec(readFileSync(new URL(`../db/migrations/${name}`, import.meta.url), 'utf8'));
  }
}

const hashOf = (word: string) => createHash('sha256').update(word).digest('hex');

/** Bytes with zeros, torn letters, known and unknown hashes, alone, in rows and after an address. */
function bytesWith(random: Random, hashes: readonly string[]): Buffer {
  const parts: Buffer[] = [];
  for (let count = random.below(60); count > 0; count -= 1) {
    const known = random.pick(hashes);
    const part = random.pick([
      'a few plain words, ',
      '\0\0',
      'é'.repeat(random.below(40)),
      'deadbeef'.repeat(random.below(20)),
      hashOf(String(random.below(1000))),
      known.slice(random.below(32)),
      random.below(4) === 0 ? known : '',
      random.below(4) === 0 ? `https://sommet.example/images/${known}.png` : '',
      'x'.repeat(random.below(300)),
    ]);
    parts.push(Buffer.from(part).subarray(random.below(2) === 0 ? 0 : random.below(2)));
  }
  return Buffer.concat(parts);
}

/** How it is meant: a text that names pictures, and every hash of one anywhere in it. */
function namedIn(text: Buffer, hashes: readonly string[]): string[] {
  return text.includes('/images/') ? hashes.filter((hash) => text.includes(hash)) : [];
}

describe('the pictures a database already named', () => {
  it('[IM3] are found wherever they stand, and no others', () => {
    const random = createRandom(seedFromEnvironment());
    const hashes = Array.from({ length: 12 }, (_, index) => hashOf(`picture ${index}`));
    const db = new Database(':memory:');
    db.pragma('foreign_keys = OFF');
    migrated(db, 1, NUMBER - 1);
    const insertImage = db.prepare("INSERT INTO image VALUES (?, 'image/png', 1, 1, x'00', 0)");
    const insertVersion = db.prepare(
      `INSERT INTO document_version (id, documentId, cause, state, throughSeq, at)
       VALUES (?, 'd', 'named', ?, 0, 0)`,
    );
    const insertProjection = db.prepare(
      `INSERT INTO document_projection (documentId, title, fields, plainText, completeness, missing,
         throughSeq)
       VALUES (?, '', ?, '', 0, '[]', 0)`,
    );
    const insertRevision = db.prepare(
      `INSERT INTO revision (recordId, number, title, content, plainText, contributors,
         documentState, finalisedAt, previousHash, hash)
       VALUES (?, 1, '', ?, '', '[]', x'', 0, '', ?)`,
    );
    for (const hash of hashes) insertImage.run(hash);
    const wanted: string[] = [];
    const want = (place: string, id: string, text: Buffer) => {
      for (const hash of namedIn(text, hashes)) wanted.push(`${place} ${id} ${hash}`);
    };
    for (let index = 0; index < 300; index += 1) {
      const id = String(index);
      const state = bytesWith(random, hashes);
      insertVersion.run(id, state);
      want('version', id, state);
      const words = JSON.stringify({ words: bytesWith(random, hashes).toString('utf8') });
      insertProjection.run(id, words);
      want('document', id, Buffer.from(words));
      insertRevision.run(id, words, id);
      want('revision', `${id} 1`, Buffer.from(words));
    }
    migrated(db, NUMBER, NUMBER);
    const found = db
      .prepare<[], string>(
        `SELECT 'version ' || versionId || ' ' || hash FROM version_image
         UNION ALL SELECT 'document ' || documentId || ' ' || hash FROM document_image
         UNION ALL SELECT 'revision ' || recordId || ' ' || number || ' ' || hash FROM revision_image`,
      )
      .pluck()
      .all();
    db.close();
    expect(wanted.length, `seed ${random.seed}`).toBeGreaterThan(100);
    expect(found.sort(), `seed ${random.seed}`).toEqual(wanted.sort());
  });
});
