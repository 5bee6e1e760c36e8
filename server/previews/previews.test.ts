import { describe, expect, it } from 'vitest';
import { readImage } from '../images/read-image.ts';
import type { PreviewCard } from '../pages/preview-card.ts';
import { drawCard } from './draw-card.ts';
import { isDrawable } from './preview-fonts.ts';
import { openPreviews } from './previews.ts';

const card = (title: string): PreviewCard => ({
  language: 'en',
  kind: 'Tool',
  title,
  text: 'A framework for participatory democracy.',
  facts: ['AGPL-3.0-only', '日本'],
  hackathon: 'Paris 2016',
  brand: { accent: '#e8b400', logoPath: null },
});

/** Drawings that wait until they are let go. */
function slowPencil() {
  const drawn: string[] = [];
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const draw = async ({ title }: PreviewCard) => {
    await gate;
    drawn.push(title);
    if (title === 'broken') throw new Error('no ink');
    return Buffer.from(title);
  };
  return { draw, drawn, letGo };
}

describe('a preview picture', () => {
  it.each(['Decidim', 'Ελληνικά, Київ, Tiếng Việt', 'منصة المشاركة', `${'long '.repeat(80)}🎉`])(
    '[PU5] is a PNG of 1200 × 630 for “%s”',
    async (title) => {
      const picture = await drawCard(card(title), null);
      expect(readImage(picture!)).toMatchObject({ type: 'image/png', width: 1200, height: 630 });
    },
  );

  it('[PU5] is left to the one of all pages where letters would be boxes', async () => {
    expect(await drawCard(card('日本語'), null)).toBeNull();
    expect(await drawCard(card('🎉'), null)).toBeNull();
    expect(isDrawable('Ça va – “Čeština” № 5')).toBe(true);
  });

  it('[PU5] is drawn once for all who ask at the same time, and kept', async () => {
    const { draw, drawn, letGo } = slowPencil();
    const previews = openPreviews({ draw, onFailure: (error) => expect.fail(String(error)) });
    const asked = [1, 2, 3].map(() => previews.get(card('Decidim'), () => null));
    letGo();
    for (const picture of await Promise.all(asked)) expect(String(picture)).toBe('Decidim');
    await previews.get(card('Decidim'), () => null);
    expect(drawn).toEqual(['Decidim']);
  });

  it('[PU5] is not waited for when many wait, and one that fails stops none', async () => {
    const { draw, drawn, letGo } = slowPencil();
    const failures: unknown[] = [];
    const previews = openPreviews({ draw, onFailure: (error) => failures.push(error) });
    const titles = ['broken', ...Array.from({ length: 60 }, (_, index) => `Tool ${index}`)];
    const asked = titles.map((title) => previews.get(card(title), () => null));
    expect(await asked.at(-1)).toBeNull();
    letGo();
    const pictures = await Promise.all(asked);
    expect(pictures[0]).toBeNull();
    expect(String(pictures[1])).toBe('Tool 0');
    expect(drawn.length).toBeLessThan(30);
    expect(failures).toHaveLength(1);
    expect(String(await previews.get(card('Tool 59'), () => null))).toBe('Tool 59');
  });
});
