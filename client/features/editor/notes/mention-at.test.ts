// Where a mention begins and ends, and whom it means.
import { describe, expect, it } from 'vitest';
import { findPeople, mentionAt, mentionedIn } from './mention-at.ts';

const person = (personId: string, name: string) => ({
  personId,
  name,
  colour: '#000',
  isClose: false,
});
const people = [person('a', 'Ann'), person('l', 'Ann Lee'), person('z', 'Zoé Ngo')];

describe('a mention', () => {
  it('[NT3] begins at an @ that begins a word, and goes on over one space', () => {
    expect(mentionAt('Hello @An', 9)).toEqual({ from: 6, words: 'An' });
    expect(mentionAt('Hello @Ann L', 12)).toEqual({ from: 6, words: 'Ann L' });
    expect(mentionAt('Hello @Ann ', 11)).toBeNull();
    expect(mentionAt('ann@example.org', 15)).toBeNull();
    expect(mentionAt('no', 2)).toBeNull();
  });

  it('[NT3] finds people by any part of their name, accents aside', () => {
    expect(findPeople(people, 'lee').map(({ personId }) => personId)).toEqual(['l']);
    expect(findPeople(people, 'zoe').map(({ personId }) => personId)).toEqual(['z']);
    expect(findPeople(people, '')).toHaveLength(3);
  });

  it('[NT3] means the longest name it spells', () => {
    expect(mentionedIn('@Ann Lee and @Zoé Ngo', people, new Set())).toEqual(['l', 'z']);
    expect(mentionedIn('@Ann, hello', people, new Set())).toEqual(['a']);
  });

  it('[NT3] means the one who was picked of two people of one name', () => {
    const namesakes = [person('first', 'Bo'), person('second', 'Bo')];
    expect(mentionedIn('@Bo', namesakes, new Set(['second']))).toEqual(['second']);
  });
});
