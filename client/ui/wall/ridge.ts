// The ridge of a film: how much was written, over time, as one path. Pure.
import type { TimeLapse } from '../../../shared/api/closing.ts';

/** Frames on either side that a height is the mean of; single peaks would flicker like noise. */
const SMOOTH = 4;

/** The lowest and highest point of a ridge, in hundredths of its picture. */
const FLOOR = 8;
const SUMMIT = 92;

/** A height for each frame, from `FLOOR` to `SUMMIT`. */
export function ridgeHeights({ times, teams }: TimeLapse): number[] {
  const sums = times.map((_, frame) =>
    teams.reduce((sum, { activity }) => sum + Number(activity[frame] ?? 0), 0),
  );
  const smooth = sums.map((_, frame) => {
    const near = sums.slice(Math.max(0, frame - SMOOTH), frame + SMOOTH + 1);
    return near.reduce((sum, value) => sum + value, 0) / near.length;
  });
  const most = Math.max(1, ...smooth);
  return smooth.map((value) => FLOOR + (SUMMIT - FLOOR) * (value / most));
}

/** The ridge as an area in a square of 100, y pointing down. */
export function ridgePath(heights: readonly number[]): string {
  const step = 100 / Math.max(1, heights.length - 1);
  const points = heights.map(
    (height, frame) => `${(frame * step).toFixed(2)} ${(100 - height).toFixed(2)}`,
  );
  return `M0 100L${points.join('L')}L100 100Z`;
}
