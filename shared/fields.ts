// The field table of each kind. The editor's form, completeness, validation, import, export, search
// facets and the catalogue page are all read from here: a new field is one row in `fields/`.
import { COLLECTIVE_ACTION_FIELDS } from './fields/collective-action.ts';
import type { Field } from './fields/field.ts';
import { ORGANISATION_FIELDS } from './fields/organisation.ts';
import { TOOL_FIELDS } from './fields/tool.ts';
import { USE_CASE_FIELDS } from './fields/use-case.ts';
import { KINDS, type Kind } from './kinds.ts';

/** The fields of each kind, in the order of the form. */
export const FIELDS: Readonly<Record<Kind, readonly Field[]>> = {
  tool: TOOL_FIELDS,
  'use-case': USE_CASE_FIELDS,
  organisation: ORGANISATION_FIELDS,
  'collective-action': COLLECTIVE_ACTION_FIELDS,
};

const BY_NAME = new Map(
  KINDS.map((kind) => [kind, new Map(FIELDS[kind].map((field) => [field.name, field]))]),
);

/** The row of a field, or `null` when the kind has none of that name. */
export function getField(kind: Kind, fieldName: string): Field | null {
  return BY_NAME.get(kind)?.get(fieldName) ?? null;
}
