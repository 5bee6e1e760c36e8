// What the sample's data files have to be, before any of it is written to a database.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { nameReference, writeSeed } from '../../../shared/document.ts';
import { KINDS } from '../../../shared/kinds.ts';
import { project } from '../../../shared/projection.ts';
import { validateForCatalogue } from '../../../shared/validation.ts';
import { readSampleEntries, type SampleEntry } from './entries.ts';
import { SAMPLE_TEAMS } from './teams.ts';

const entries = readSampleEntries();

function problemsOf({ kind, seed, relations }: SampleEntry) {
  const doc = new Y.Doc();
  const related = Object.entries(relations).map(([field, names]) => [
    field,
    names.map((label) => ({ ref: nameReference(label), label })),
  ]);
  writeSeed(kind, doc, { ...seed, ...Object.fromEntries(related) });
  return validateForCatalogue(project(kind, doc));
}

describe('the sample hackathon', () => {
  it('has the 20 collective actions with 32 countries, tools, organisations and use cases', () => {
    const count = (kind: string) => entries.filter((entry) => entry.kind === kind).length;
    expect(count('collective-action')).toBe(20);
    expect(count('tool')).toBeGreaterThanOrEqual(60);
    expect(count('organisation')).toBeGreaterThanOrEqual(50);
    expect(count('use-case')).toBeGreaterThanOrEqual(10);
    const countries = entries
      .flatMap(({ seed }) => (seed.signatories ?? []) as { country: string | null }[])
      .flatMap(({ country }) => country ?? []);
    expect(new Set(countries).size).toBe(32);
  });

  it('[LI3] finalises only what the catalogue takes', () => {
    const refused = entries
      .filter(({ isFinalised }) => isFinalised)
      .map((entry) => ({ name: entry.name, problems: problemsOf(entry) }))
      .filter(({ problems }) => problems.length > 0);
    expect(refused).toEqual([]);
  });

  it('leaves every team with drafts and finished work, and every kind with both', () => {
    const keys = SAMPLE_TEAMS.map(({ key }) => key);
    for (const isFinalised of [true, false]) {
      const some = entries.filter((entry) => entry.isFinalised === isFinalised);
      expect(new Set(some.map(({ team }) => team))).toEqual(new Set(keys));
      expect(new Set(some.map(({ kind }) => kind))).toEqual(new Set(KINDS));
    }
  });

  it('names nothing twice within a kind', () => {
    for (const kind of KINDS) {
      const names = entries.filter((entry) => entry.kind === kind).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
