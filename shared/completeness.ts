// What a projection still lacks, for each target, and how complete it is. One pure function drives
// the ring in the editor, the team board and the wall.

import { type Field, TARGETS, type Target } from './fields/field.ts';
import { FIELDS } from './fields.ts';
import type { Kind } from './kinds.ts';
import { type FieldValues, isEmptyValue, type Projection } from './projection.ts';
import { type PubliccodeLack, publiccodeLacks } from './publiccode-lacks.ts';

/** A field that is still empty, or not enough, though a target asks for it. */
interface Missing {
  readonly field: string;
  /** The targets that refuse an entry without it; empty when it is only recommended. */
  readonly requiredFor: readonly Target[];
}

/** How complete a document is. */
export interface Completeness {
  /** 0 to 1: the weighted share of what the catalogue requires and recommends. */
  readonly ratio: number;
  readonly missing: readonly Missing[];
  /** Whether nothing a target requires is missing. */
  readonly ready: Readonly<Record<Target, boolean>>;
}

/** A required field counts three times a recommended one. */
const REQUIRED_WEIGHT = 3;
const RECOMMENDED_WEIGHT = 1;

/** Measures a projection against the field table. */
export function completeness(projection: Pick<Projection, 'kind' | 'fields'>): Completeness {
  const { kind, fields } = projection;
  let total = 0;
  let reached = 0;
  const missing: Missing[] = [];
  const lacks: ReadonlyMap<string, PubliccodeLack> = targetTakes(kind, 'publiccode')
    ? publiccodeLacks(fields)
    : new Map();
  for (const field of FIELDS[kind]) {
    const weight = catalogueWeight(field);
    const filled = isFilled(field, fields);
    total += weight;
    if (filled) reached += weight;
    if (!filled && (weight > 0 || field.requiredFor !== undefined)) {
      const own = field.requiredFor ?? [];
      const requiredFor: readonly Target[] = lacks.has(field.name) ? [...own, 'publiccode'] : own;
      missing.push({ field: field.name, requiredFor });
    } else if (lacks.has(field.name)) {
      // Filled, and the catalogue is content with it.
      missing.push({ field: field.name, requiredFor: ['publiccode'] });
    }
  }
  const ready = Object.fromEntries(
    TARGETS.map((target) => [
      target,
      targetTakes(kind, target) && !missing.some(({ requiredFor }) => requiredFor.includes(target)),
    ]),
  ) as Record<Target, boolean>;
  return { ratio: total === 0 ? 1 : reached / total, missing, ready };
}

/** Whether a target has a place for this kind at all. */
export function targetTakes(kind: Kind, target: Target): boolean {
  if (target === 'publiccode') return kind === 'tool';
  if (target === 'toolbox') return kind !== 'collective-action';
  return true;
}

function catalogueWeight(field: Field): number {
  if (field.requiredFor?.includes('catalogue')) return REQUIRED_WEIGHT;
  return field.recommended ? RECOMMENDED_WEIGHT : 0;
}

function isFilled(field: Field, fields: FieldValues): boolean {
  return !isEmptyValue(fields[field.name]);
}
