// A QR code as one SVG path: sharp at any size, on paper and on a projector.
import { create } from 'qrcode/lib/core/qrcode.js';
import { useMemo } from 'react';
import { qrPath } from './qr-path.ts';

interface QrCodeProps {
  text: string;
  /** What scanning it does, for those who cannot see it. */
  label: string;
  size?: number;
}

/** Light modules around the code; readers need four. */
const QUIET = 4;

/** Black on white in the dark scheme too: many phones do not read it the other way round. */
export function QrCode({ text, label, size = 160 }: QrCodeProps) {
  const { path, width } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' });
    return {
      path: qrPath(modules.size, (row, column) => modules.get(row, column) === 1),
      width: modules.size + 2 * QUIET,
    };
  }, [text]);
  return (
    <svg
      width={size}
      height={size}
      viewBox={`${-QUIET} ${-QUIET} ${width} ${width}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect x={-QUIET} y={-QUIET} width={width} height={width} fill="#fff" rx="1.5" />
      <path d={path} fill="#14171C" />
    </svg>
  );
}
