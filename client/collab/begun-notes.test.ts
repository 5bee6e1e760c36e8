// What a browser remembers of notes that were begun.
import { expect, test } from 'vitest';
import { mapStorage } from '../../test/support/map-storage.ts';
import { clearBegunNotes, listBegunNotes, openBegunNotes } from './begun-notes.ts';

test('[NT6] a note that was begun is there on the next visit, with the people chosen in it', () => {
  const storage = mapStorage();
  const notes = openBegunNotes(storage, 'amina', 'doc');
  notes.set('at name', { text: 'Is it the', picked: new Set() });
  notes.set('at name', { text: 'Is it @Bo', picked: new Set(['bo']) });
  notes.set('answer 1', { text: 'Yes', picked: new Set() });
  notes.delete('answer 1');
  const next = openBegunNotes(storage, 'amina', 'doc');
  expect(next.get('at name')).toEqual({ text: 'Is it @Bo', picked: new Set(['bo']) });
  expect(next.get('answer 1')).toBeNull();
});

test('[NT6] [CL2] it is nobody else’s and in no other document, and goes with its person alone', () => {
  const storage = mapStorage();
  const note = { text: 'Mine', picked: new Set<string>() };
  openBegunNotes(storage, 'amina', 'doc').set('at name', note);
  openBegunNotes(storage, 'amina', 'other').set('at website', note);
  openBegunNotes(storage, 'bo', 'doc').set('at name', note);
  expect(openBegunNotes(storage, 'amina2', 'doc').get('at name')).toBeNull();
  expect(openBegunNotes(storage, 'amina', 'doc').get('at website')).toBeNull();
  expect([...listBegunNotes(storage, 'amina').keys()].sort()).toEqual(['doc', 'other']);
  clearBegunNotes(storage, 'amina');
  expect(listBegunNotes(storage, 'amina').size).toBe(0);
  expect(listBegunNotes(storage, 'bo').get('doc')).toEqual(['Mine']);
});

test('[NT6] a browser that is full keeps none of it half, and the tab goes on with the whole', () => {
  const storage = mapStorage();
  const notes = openBegunNotes(storage, 'amina', 'doc');
  notes.set('at name', { text: 'short', picked: new Set() });
  storage.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  notes.set('at name', { text: 'too long', picked: new Set() });
  expect(notes.get('at name')?.text).toBe('too long');
  expect(openBegunNotes(storage, 'amina', 'doc').get('at name')).toBeNull();
});
