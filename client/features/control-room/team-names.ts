// Team names out of a pasted list. Pure.

/** One name a line, also out of a spreadsheet's first column; empty lines and repetitions fall away. */
export function readTeamNames(pasted: string): string[] {
  const names = new Map<string, string>();
  for (const line of pasted.split(/\r?\n/)) {
    const [cell = ''] = line.split('\t');
    const name = cell.trim().replace(/\s+/g, ' ');
    const key = name.toLocaleLowerCase();
    if (name !== '' && !names.has(key)) names.set(key, name);
  }
  return [...names.values()];
}
