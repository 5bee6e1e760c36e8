// What a person takes home of words the server did not get.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { writeSeed } from '../../shared/document.ts';
import { project } from '../../shared/projection.ts';
import { copyFile } from './copy-files.ts';

function exampleDocument(): Y.Doc {
  const doc = new Y.Doc();
  writeSeed('tool', doc, {
    name: 'Décidim: démocratie',
    summary: { en: 'Participation', fr: 'La participation' },
    description: {
      en: [
        { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Why' }] },
        {
          type: 'paragraph',
          content: [{ type: 'text', text: 'Long words.', marks: [{ type: 'bold' }] }],
        },
      ],
    },
    countries: ['FR', 'ES'],
  });
  return doc;
}

test('[LI1] the text copy holds every word, in every language, under the name of its field', () => {
  const { name, content } = copyFile('tool', exampleDocument(), 'text', (field) => `«${field}»`);
  expect(name).toBe('decidim-democratie.md');
  for (const words of ['# Décidim', 'Participation', '«summary» (fr)', '- ES\n- FR']) {
    expect(content).toContain(words);
  }
  expect(content).toContain('## «description» (en)\n\n### Why\n\n**Long words.**\n');
});

test('[LI1] from the data copy the whole document can be made again', () => {
  const doc = exampleDocument();
  const { update } = JSON.parse(copyFile('tool', doc, 'data').content) as { update: string };
  const again = new Y.Doc();
  Y.applyUpdate(
    again,
    Uint8Array.from(atob(update), (letter) => letter.charCodeAt(0)),
  );
  expect(project('tool', again)).toEqual(project('tool', doc));
});
