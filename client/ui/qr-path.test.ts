// A QR code as one path.
import { expect, test } from 'vitest';
import { qrPath } from './qr-path.ts';

test('neighbouring dark modules of a row become one rectangle', () => {
  const rows = ['##.', '..#', '.##'];
  const path = qrPath(3, (row, column) => rows[row]?.[column] === '#');
  expect(path).toBe('M0 0h2v1H0zM2 1h1v1H2zM1 2h2v1H1z');
});
