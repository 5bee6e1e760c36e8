// What the summit of December 2016 in Paris counted: the measure on the wall.

/** Numbers of the summit; contributions were "more than 300". */
export const PARIS_2016 = {
  tools: 1231,
  useCases: 178,
  organisations: 511,
  contributions: 300,
} as const;
