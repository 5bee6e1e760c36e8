// The order of names on walls. Knows nothing else.

/** "Team 2" stands before "Team 10". */
export const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
