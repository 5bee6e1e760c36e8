// What became of each record in a push, as a table for whoever keeps the files. Pure.
import type { PushReceipt } from '../../shared/api/pushes.ts';
import { formatCsv } from '../../shared/format-csv.ts';

/** One row per record, with a byte order mark: this one is opened in a spreadsheet. */
export function receiptsCsv(receipts: readonly PushReceipt[]): string {
  return formatCsv(
    [
      [
        'record',
        'kind',
        'name',
        'path',
        'revision',
        'change',
        'state',
        'card',
        'previous card',
      ].concat('doubles', 'changed attributes', 'remarks of the toolbox'),
      ...receipts.map((receipt) => [
        receipt.recordId,
        receipt.kind,
        receipt.title,
        receipt.path,
        String(receipt.revision),
        receipt.change,
        receipt.state,
        receipt.cardId ?? '',
        receipt.previousCardId ?? '',
        String(receipt.doubles),
        receipt.fields.map(({ label }) => label).join('\n'),
        receipt.warnings.join('\n'),
      ]),
    ],
    { bom: true },
  );
}
