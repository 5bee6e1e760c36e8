// Draws the card of a preview picture as a PNG, off the event loop: the drawing happens in a thread of
// the library. Loaded when the first picture is asked for. Knows no address and keeps no picture.
import { readFile } from 'node:fs/promises';
import type { Node, Renderer, TextNode } from '@takumi-rs/core';
import { accentPalette } from '../../shared/accent.ts';
import type { PreviewCard } from '../pages/preview-card.ts';
import { isDrawable, PREVIEW_FAMILIES, previewFonts } from './preview-fonts.ts';

type Style = NonNullable<TextNode['style']>;

/** What previewers ask for, pixels. */
const SIZE = { width: 1200, height: 630 } as const;

const INK = '#1b1d22';
const INK_SOFT = '#66615a';
const PAPER = '#faf8f5';
const LINE = '#e4e0d8';
const OWN_COLOUR = '#3d4ed8';

/** The mark of Sommet, as in `server/pages/icons.tsx`. */
const MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#3D4ED8"/><circle cx="21.5" cy="10.5" r="4" fill="#F39C79"/><path d="M3.5 25.5 12 11.5l4.6 7.4 3.4-4.9 8.5 11.5Z" fill="#fff"/></svg>`;

/** Letters that are written from the right. */
const FROM_RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

let opened: Promise<Renderer> | null = null;

/** The picture; `null` when the title has letters that no font of ours has. */
export async function drawCard(card: PreviewCard, logo: Uint8Array | null): Promise<Buffer | null> {
  const title = plain(card.title);
  if (title === '' || !isDrawable(title)) return null;
  opened ??= openRenderer();
  const renderer = await opened;
  return renderer.render(cardNode({ ...card, title }, logo !== null), {
    ...SIZE,
    format: 'png',
    lang: card.language,
    fontFamilies: [...PREVIEW_FAMILIES],
    images: [
      { src: 'mark', data: Buffer.from(MARK) },
      ...(logo === null ? [] : [{ src: 'logo', data: logo, cache: 'none' as const }]),
    ],
  });
}

async function openRenderer(): Promise<Renderer> {
  const library = await import('@takumi-rs/core');
  const renderer = new library.Renderer({ cacheMaxBytes: 4 * 1024 * 1024 });
  for (const { family, path, ranges } of previewFonts()) {
    await renderer.registerFont({
      name: family,
      data: await readFile(path),
      unicodeRange: ranges.map(([first, last]) => [first, last]),
    });
  }
  return renderer;
}

function cardNode(card: PreviewCard, hasLogo: boolean): Node {
  const ink = accentPalette(card.brand.accent ?? OWN_COLOUR).light.ink;
  const summary = plain(card.text);
  const facts = card.facts.map(plain).filter((fact) => fact !== '' && isDrawable(fact));
  const hackathon = plain(card.hackathon);
  return box({ ...SIZE, backgroundColor: PAPER, color: INK, fontFamily: PREVIEW_FAMILIES.join() }, [
    box({ width: 18, height: '100%', backgroundColor: card.brand.accent ?? OWN_COLOUR }, []),
    box(
      {
        flexDirection: 'column',
        justifyContent: 'space-between',
        width: 1182,
        height: '100%',
        padding: '56px 72px 48px 64px',
      },
      [
        box(
          { justifyContent: 'space-between', alignItems: 'flex-start', height: hasLogo ? 84 : 40 },
          [
            words(plain(card.kind), { fontSize: 32, fontWeight: 600, color: ink }),
            ...(hasLogo
              ? [picture('logo', { height: 84, maxWidth: 360, objectFit: 'contain' })]
              : []),
          ],
        ),
        box({ flexDirection: 'column', gap: 20 }, [
          words(card.title, titleStyle(card.title)),
          ...(summary !== '' && isDrawable(summary) ? [words(summary, summaryStyle(summary))] : []),
        ]),
        box({ flexDirection: 'column', gap: 26 }, [
          words(facts.join('  ·  '), {
            fontSize: 30,
            fontWeight: 550,
            ...clamp(1),
          }),
          box({ alignItems: 'center', gap: 18, paddingTop: 24, borderTop: `2px solid ${LINE}` }, [
            picture('mark', { width: 44, height: 44 }),
            words('Sommet', { fontSize: 30, fontWeight: 680 }),
            ...(hackathon !== '' && isDrawable(hackathon)
              ? [words(hackathon, { fontSize: 30, color: INK_SOFT, maxWidth: 800, ...clamp(1) })]
              : []),
          ]),
        ]),
      ],
    ),
  ]);
}

/** Short titles are read from across a screen, long ones still whole. */
function titleStyle(title: string): Style {
  const { length } = title;
  const fontSize = length <= 18 ? 96 : length <= 40 ? 76 : length <= 72 ? 64 : 54;
  return { fontSize, fontWeight: 720, ...clamp(3), ...direction(title, '-0.02em', 1.12) };
}

function summaryStyle(summary: string): Style {
  return { fontSize: 33, color: INK_SOFT, ...clamp(2), ...direction(summary, '0', 1.35) };
}

/** Arabic takes more room above and below, and no letters apart from each other. */
function direction(text: string, letterSpacing: string, lineHeight: number): Style {
  return FROM_RIGHT.test(text)
    ? { direction: 'rtl', textAlign: 'right', lineHeight: 1.5, width: '100%' }
    : { letterSpacing, lineHeight, paddingBottom: 6 };
}

function clamp(lines: number): Style {
  return { lineClamp: lines, textOverflow: 'ellipsis', overflow: 'hidden' };
}

/** One line, without pictograms: no font of ours has them. */
function plain(text: string): string {
  return text
    .replaceAll(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u200d\ufe0f]/gu, (one) =>
      /[©®™]/.test(one) ? one : '',
    )
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function box(style: Style, children: Node[]): Node {
  return { type: 'container', style: { display: 'flex', ...style }, children };
}

function words(text: string, style: Style): Node {
  return { type: 'text', text, style };
}

function picture(src: string, style: Style): Node {
  return { type: 'image', src, style };
}
