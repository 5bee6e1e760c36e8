// What became of each record in a push, as a table for whoever keeps the files. Pure.
import type { PushPicture, PushReceipt } from '../../shared/api/pushes.ts';
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
      ].concat('doubles', 'changed attributes', 'remarks of the toolbox', 'pictures'),
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
        receipt.pictures.map(pictureWords).join('\n'),
      ]),
    ],
    { bom: true },
  );
}

function pictureWords({ address, isUploaded, detail }: PushPicture): string {
  return isUploaded ? `${address} → ${detail}` : `${address}: not uploaded (${detail})`;
}
