// A hackathon's own colour, made readable: whoever picks yellow still gets words that can be read.

/** The lightest ground that words stand on in the dark, and the darkest in the light. */
const GROUNDS = { light: '#f3f0ea', dark: '#1b2027' } as const;

/** The contrast that WCAG AA asks of text. */
const AA = 4.5;

const STEPS = 50;

/** The colour itself where it can be read, else the nearest shade of it that can. */
export function accentShades(accent: string): { light: string; dark: string } {
  return {
    light: nearestReadable(accent, GROUNDS.light, '#000000'),
    dark: nearestReadable(accent, GROUNDS.dark, '#ffffff'),
  };
}

/** What a light and a dark page wear of a hackathon's colour; words of `ink` are read on `wash` too. */
export function accentPalette(
  accent: string,
): Record<'light' | 'dark', { readonly ink: string; readonly wash: string }> {
  const shades = accentShades(accent);
  const light = mix(shades.light, '#ffffff', 0.91);
  const dark = mix(shades.dark, GROUNDS.dark, 0.82);
  return {
    light: { ink: nearestReadable(shades.light, light, '#000000'), wash: light },
    dark: { ink: nearestReadable(shades.dark, dark, '#ffffff'), wash: dark },
  };
}

/** How far two colours are apart in the sense of WCAG, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (lighter! + 0.05) / (darker! + 0.05);
}

function nearestReadable(colour: string, ground: string, towards: string): string {
  for (let step = 0; step < STEPS; step++) {
    const shade = mix(colour, towards, step / STEPS);
    if (contrast(shade, ground) >= AA) return shade;
  }
  return towards;
}

function mix(colour: string, other: string, share: number): string {
  const others = channels(other);
  return `#${channels(colour)
    .map((value, i) => Math.round(value + (others[i]! - value) * share))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour)
    .map((value) => value / 255)
    .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
