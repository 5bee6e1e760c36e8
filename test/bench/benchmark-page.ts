// The page of figures, a section for each measurement. Knows none of them: whoever measured writes its
// own sections, and what others wrote stays.

/** Puts sections in the place of those with the same heading, new ones at the end. Pure. */
export function replaceSections(page: string, sections: readonly string[]): string {
  const [head = '', ...kept] = split(page);
  const parts = [...kept];
  for (const section of sections) {
    const at = parts.findIndex((part) => headingOf(part) === headingOf(section));
    if (at === -1) parts.push(section);
    else parts[at] = section;
  }
  return `${[head, ...parts].map((part) => part.trim()).join('\n\n')}\n`;
}

/** The words above the first heading, then each section with its own. */
function split(page: string): string[] {
  return page.split(/^(?=## )/m);
}

function headingOf(section: string): string {
  return section.trimStart().split('\n', 1)[0] ?? '';
}
