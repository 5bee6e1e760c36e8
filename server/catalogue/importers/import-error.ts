// Why a whole file cannot be read. Knows no HTTP.
import type { UnreadableReason } from '../../../shared/api/imports.ts';

/** Thrown by readers; `row` and `column` are where the trouble begins, when that is known. */
export class ImportError extends Error {
  readonly code = 'import_unreadable';
  readonly reason: UnreadableReason;
  readonly row: number | null;
  readonly column: number | null;

  constructor(
    reason: UnreadableReason,
    message: string,
    { row = null, column = null }: { row?: number | null; column?: number | null } = {},
  ) {
    super(message);
    this.name = 'ImportError';
    this.reason = reason;
    this.row = row;
    this.column = column;
  }
}
