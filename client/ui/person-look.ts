// How a person is drawn: initials, and ink that can be read on their colour. Pure.

/** One or two letters for a name, in any script. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = firstLetter(words[0]);
  const last = words.length > 1 ? firstLetter(words.at(-1)) : '';
  return (first + last).toLocaleUpperCase();
}

/** Black or white, whichever stands out more on `#rrggbb`. */
export function readableOn(colour: string): '#000000' | '#ffffff' {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  );
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  // Contrast with white is 1.05 / (L + 0.05), with black (L + 0.05) / 0.05; they meet at 0.179.
  return luminance > 0.179 ? '#000000' : '#ffffff';
}

function firstLetter(word = ''): string {
  // Graphemes, or a flag or an accented letter would be cut in two.
  const [first] = new Intl.Segmenter().segment(word);
  return first?.segment ?? '';
}
