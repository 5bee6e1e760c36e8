// The colours of people.
import { describe, expect, it } from 'vitest';
import { COLOURS, pickColour } from './colours.ts';

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('colours', () => {
  it('carry white text at 4.5:1', () => {
    for (const colour of COLOURS) {
      expect(1.05 / (luminance(colour) + 0.05), colour).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('are first those nobody of the team has, then those few people nearby have', () => {
    const [first, second, third] = COLOURS;
    expect(pickColour([], [first])).toBe(second);
    expect(pickColour([first], [second, second, second])).toBe(third);
    const others = COLOURS.filter((colour) => colour !== third);
    expect(pickColour(others, [third, third, third])).toBe(third);
  });

  it('are given out evenly', () => {
    const taken: string[] = [];
    for (let i = 0; i < COLOURS.length * 2; i++) taken.push(pickColour(taken));
    for (const colour of COLOURS) expect(taken.filter((one) => one === colour)).toHaveLength(2);
  });
});
