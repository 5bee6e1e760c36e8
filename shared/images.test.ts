// Telling pictures of ours from other addresses.
import { describe, expect, it } from 'vitest';
import { imageNameOf, imageNamesIn, lengthBeforeLastImage } from './images.ts';

const name = (letter: string, ending = 'png') => `${letter.repeat(64)}.${ending}`;
const at = (letter: string, host = 'https://sommet.example') => `${host}/images/${name(letter)}`;

describe('an address of a picture', () => {
  it('[IM3] is of ours by its form, whatever the host', () => {
    expect(imageNameOf(at('a'))).toBe(name('a'));
    expect(imageNameOf(at('a', 'http://192.168.1.5:3000'))).toBe(name('a'));
    for (const other of [
      '',
      'https://decidim.org/logo.png',
      `/images/${name('a')}`,
      `${at('a')}.html`,
      `https://x.example/files/images/${name('a')}`,
      `https://x.example/?${at('a')}`,
      at('g'),
    ]) {
      expect(imageNameOf(other), other).toBeNull();
    }
  });

  it('[IM3] that two people wrote at once is the last one', () => {
    const both = at('a') + at('b', 'http://localhost:3000');
    expect(both.slice(lengthBeforeLastImage(both))).toBe(at('b', 'http://localhost:3000'));
    expect(lengthBeforeLastImage(at('a'))).toBe(0);
    expect(lengthBeforeLastImage(`${at('a')} ${at('b')}`)).toBe(0);
    expect(lengthBeforeLastImage(`https://x.example/${at('a')}${at('b')}`)).toBe(0);
  });

  it('is read from every field of an entry that holds pictures', () => {
    const fields = {
      logo: at('a'),
      website: at('c'),
      screenshots: [at('b'), at('a'), 'https://x'],
    };
    expect(imageNamesIn('tool', fields)).toEqual([name('a'), name('b')]);
    expect(imageNamesIn('use-case', {})).toEqual([]);
  });
});
