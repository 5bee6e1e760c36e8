// What every reader of a file gives: entries with their values as they stand there, each with the row
// and column it was read from. Knows no format, no field's type and no database.

import type { CellProblem, RowProblem } from '../../../shared/api/imports.ts';
import type { ImportFormat } from '../../../shared/import-formats.ts';
import type { Kind } from '../../../shared/kinds.ts';

/** One value of an entry, not yet understood. */
export interface RawValue {
  /** Where it stands: a heading, or a path such as `legal.license`. */
  readonly column: string;
  /** Which field it is for: `name`, `summary.fr`. */
  readonly target: string;
  /** A list when the format has one; one text is taken apart by the field's own separators. */
  readonly value: string | readonly string[];
}

/** Something about one value that the report has to say. */
export interface ImportNote {
  readonly column: string;
  readonly value: string;
  readonly code: CellProblem;
  /** Whether the value is taken all the same. */
  readonly isTaken: boolean;
}

/** One entry of a file. */
export interface RawEntry {
  /** Line of a text, row of a sheet, or place in a list, from 1. */
  readonly row: number;
  /** The file in an archive; empty when the file itself is the source. */
  readonly file: string;
  /** `null` when the file does not say; `kindWord` then holds what it says instead. */
  readonly kind: Kind | null;
  readonly kindWord: string;
  /** The team it names; empty for none. */
  readonly team: string;
  readonly values: readonly RawValue[];
  readonly notes: readonly ImportNote[];
  /** Why nothing can be read of it. */
  readonly problem: RowProblem | null;
}

/** A column of a table, with what it is taken for. */
export interface SourceColumn {
  readonly heading: string;
  /** `name`, `summary.fr`, `team`, `kind`, or empty for what is left out. */
  readonly target: string;
  /** Some of its values, to know it by. */
  readonly samples: readonly string[];
}

/** A file as read. */
export interface ImportSource {
  readonly format: ImportFormat;
  readonly entries: readonly RawEntry[];
  /** Of a table; `null` where the format itself says what is what. */
  readonly columns: readonly SourceColumn[] | null;
  /** Of a workbook. */
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** What the format holds and no field has room for. */
  readonly ignored: readonly string[];
  /** What rows are that do not say it. */
  readonly kind: Kind;
  /** The language of texts that name none. */
  readonly language: string;
}

/** How a person wants a file read; what is absent is guessed. */
export interface ReadOptions {
  readonly format?: ImportFormat | undefined;
  /** Column by column, what each is taken for. */
  readonly mapping?: readonly string[] | undefined;
  readonly kind?: Kind | undefined;
  readonly language?: string | undefined;
  readonly sheet?: string | undefined;
  /** The hackathon's own language. */
  readonly defaultLanguage: string;
  /** A mapping somebody chose for these headings before. */
  readonly recall: (headings: readonly string[]) => readonly string[] | null;
}

/** Awaited between entries, so that a long file holds nobody up. */
export type Breathe = () => Promise<void> | null;

/** Rows of one import. */
export const MAX_ROWS = 5000;

/** Columns of one table: as many as a mapping of them may name. Excel itself has 16,384. */
export const MAX_COLUMNS = 500;

/** As much of a value as a report shows, UTF-16 units. */
export const SHOWN_LENGTH = 120;
