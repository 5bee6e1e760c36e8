/** @jsxImportSource hono/jsx */
// The few pictures of the pages, drawn with lines; all of them stand beside words.
import type { Kind } from '../../shared/kinds.ts';

/** The mark: a ridge with the sun coming up behind it. */
export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#3D4ED8" />
      <circle cx="21.5" cy="10.5" r="4" fill="#F39C79" />
      <path d="M3.5 25.5 12 11.5l4.6 7.4 3.4-4.9 8.5 11.5Z" fill="#fff" />
    </svg>
  );
}

const KIND_PATHS: Readonly<Record<Kind, string>> = {
  // A spanner.
  tool: 'M14.5 6.2a4 4 0 0 1 4.9-1l-2.6 2.6 1.4 1.4 2.6-2.6a4 4 0 0 1-5.6 4.9L8 18.7a1.9 1.9 0 0 1-2.7-2.7l7.2-7.2a4 4 0 0 1 2-2.6Z',
  // A lamp.
  'use-case':
    'M9.5 16.5a5.6 5.6 0 1 1 5 0V18h-5v-1.5Zm.5 4h4M12 2v1.2M4.5 5l.9.9M19.5 5l-.9.9M2.5 11.5h1.2M20.3 11.5h1.2',
  // A house with columns.
  organisation:
    'M3.5 9 12 4l8.5 5h-17ZM5 20h14M4 20.5h16M6.5 9.5V17M10.2 9.5V17M13.8 9.5V17M17.5 9.5V17',
  // People side by side.
  'collective-action':
    'M12 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-4.5 10v-3.2a4.5 4.5 0 0 1 9 0v3.2M5.2 11.3a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8Zm13.6 0a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8ZM2.5 19v-2.2a3 3 0 0 1 3-3M21.5 19v-2.2a3 3 0 0 0-3-3',
};

/** The picture of a kind. */
export function KindIcon({ kind, size = 20 }: { kind: Kind; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={KIND_PATHS[kind]} />
    </svg>
  );
}
