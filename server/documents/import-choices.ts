// What becomes of the rows of an import, by what was chosen, and what they bring besides themselves.
// Writes nothing.
import type { ImportChoice, ImportedRow } from '../../shared/api/imports.ts';
import type { DocumentSeed } from '../../shared/document.ts';
import { getField } from '../../shared/fields.ts';
import { createId } from '../../shared/ids.ts';
import { normaliseName } from '../../shared/normalise.ts';
import type { PlannedRow } from './import-plan.ts';
import type { ImportNames } from './import-relations.ts';

/** An organisation that only relations name. */
interface NamedOrganisation {
  readonly id: string;
  readonly name: string;
  /** The first row that names it: it goes to the same team. */
  readonly first: PlannedRow;
}

/** What is done with a row; new ones are created unless somebody chose otherwise. */
export function doneWith(
  { row }: PlannedRow,
  choice: ImportChoice | undefined,
): ImportedRow['done'] {
  if (row.outcome === 'problem') return 'refused';
  if (row.kind === null) return row.outcome === 'team' ? 'created' : 'skipped';
  if (choice === 'skip') return 'skipped';
  if (choice === 'improve' && row.match?.type === 'record') return 'improved';
  return choice === 'create' || row.outcome === 'new' ? 'created' : 'skipped';
}

/** Organisations that the created rows name and nothing else has, each once. */
export function organisationsOf(
  names: ImportNames,
  rows: readonly { planned: PlannedRow; done: ImportedRow['done'] }[],
): NamedOrganisation[] {
  const found = new Map<string, NamedOrganisation>();
  for (const { planned, done } of rows) {
    const { kind, relations } = planned.entry;
    if (done !== 'created' || kind === null) continue;
    for (const [fieldName, labels] of Object.entries(relations)) {
      if (!getField(kind, fieldName)?.relatedKinds?.includes('organisation')) continue;
      for (const name of labels) {
        const key = normaliseName(name);
        if (key === '' || found.has(key) || names.has('organisation', name)) continue;
        found.set(key, { id: createId(), name, first: planned });
      }
    }
  }
  return [...found.values()];
}

/** A team's file says who signs, and not that they confirmed: only who leads may bring that in (SG1). */
export function withoutConfirmations(seed: DocumentSeed): DocumentSeed {
  if (!Array.isArray(seed.signatories)) return seed;
  return {
    ...seed,
    signatories: seed.signatories.map((one: object) => ({ ...one, confirmed: false })),
  };
}
