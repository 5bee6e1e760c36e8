// Similar names are found by the parts under which they are kept.
import { describe, expect, it } from 'vitest';
import { createRandom, type Random, seedFromEnvironment } from '../../test/support/seed.ts';
import { openDatabase } from '../db/open.ts';
import { piecesOfSimilar } from './name-pieces.ts';
import { isSimilarName } from './similar-name.ts';

/** Words of one length or nearly, so that many of the names are similar. */
function someName(random: Random): string {
  return Array.from({ length: random.between(1, 4) }, () => random.word(random.between(2, 7))).join(
    ' ',
  );
}

function withSlips(random: Random, name: string, slips: number): string {
  let letters = [...name];
  for (let slip = 0; slip < slips; slip++) {
    const at = random.below(letters.length);
    const letter = random.word(1);
    if (random.chance(0.3)) letters.splice(at, 1);
    else if (random.chance(0.5)) letters.splice(at, 0, letter);
    else letters[at] = letter;
  }
  if (random.chance(0.2)) letters = [...letters.join('').split(' ').reverse().join(' ')];
  return letters.join('').replace(/ +/g, ' ').trim();
}

describe('[LI5] the parts under which names are kept', () => {
  it('lead to every name that is similar', () => {
    const random = createRandom(seedFromEnvironment());
    console.info(`seed ${random.seed}`);
    const db = openDatabase(':memory:');
    db.pragma('foreign_keys = OFF');
    const insert = db.prepare(
      `INSERT INTO record_listing (number, recordId, kind, normalisedTitle, finalisedAt)
       VALUES (?, ?, 'tool', ?, 0)`,
    );
    const find = db
      .prepare<[string], number>(
        `SELECT number FROM json_each(?) AS asked CROSS JOIN name_piece AS piece
         ON piece.scope = '' AND piece.kind = 'tool'
           AND piece.length = json_extract(asked.value, '$[0]')
           AND piece.part = json_extract(asked.value, '$[1]')
           AND piece.piece = json_extract(asked.value, '$[2]')`,
      )
      .pluck();
    let similar = 0;
    for (let number = 1; number <= 2000; number++) {
      const name = someName(random);
      insert.run(number, String(number), name);
      const typed = withSlips(random, name, random.between(0, 3));
      if (typed === name || !isSimilarName(typed, name)) continue;
      similar++;
      expect(find.all(JSON.stringify(piecesOfSimilar(typed))), `${typed} / ${name}`).toContain(
        number,
      );
    }
    db.close();
    expect(similar).toBeGreaterThan(300);
  });
});
