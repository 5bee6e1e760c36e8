// Who wrote a revision, by name and field. Knows no record.
import { parseRootName } from '../../shared/document.ts';
import type { Kind } from '../../shared/kinds.ts';
import type { Contributors } from '../../shared/record.ts';

/** Everybody who contributed to any of these revisions. */
export function contributorsOf(all: readonly Contributors[]): string[] {
  return [...new Set(all.flatMap((one) => Object.values(one).flat()))];
}

/** Who wrote which fields, by name; people of the same name stay apart. */
export function creditsOf(
  kind: Kind,
  contributors: Contributors,
  names: ReadonlyMap<string, string>,
): { name: string; fields: string[] }[] {
  const fieldsByPerson = new Map<string, Set<string>>();
  for (const [root, people] of Object.entries(contributors)) {
    const field = parseRootName(kind, root)?.field.name ?? root;
    for (const personId of people) {
      const fields = fieldsByPerson.get(personId) ?? new Set();
      fieldsByPerson.set(personId, fields.add(field));
    }
  }
  return [...fieldsByPerson].map(([personId, fields]) => ({
    name: names.get(personId) ?? '',
    fields: [...fields].sort(),
  }));
}
