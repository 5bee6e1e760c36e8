// A published record as exporters are handed it. Plain values only.
import type { Kind } from '../../shared/kinds.ts';
import type { FieldValues } from '../../shared/projection.ts';

/** One published record at its newest revision; relations point to records where there are some. */
export interface ExportRecord {
  readonly id: string;
  readonly kind: Kind;
  readonly slug: string;
  /** Permalink path. */
  readonly path: string;
  readonly title: string;
  readonly fields: FieldValues;
  readonly revision: number;
  readonly finalisedAt: number;
  readonly hash: string;
  readonly previousHash: string;
  /** Names only, with the fields each wrote. */
  readonly contributors: readonly { readonly name: string; readonly fields: readonly string[] }[];
  readonly hackathon: { readonly id: string; readonly name: string; readonly slug: string };
  readonly teamName: string | null;
  /** Whether it was last found alive or gone; `unknown` while nobody has looked. */
  readonly alive: 'alive' | 'gone' | 'unknown';
}
