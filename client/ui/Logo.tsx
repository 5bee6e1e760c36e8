// The mark: a ridge with the sun coming up behind it.

/** Decorative; the word "Sommet" or a label stands beside it. */
export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#3D4ED8" />
      <circle cx="21.5" cy="10.5" r="4" fill="#F39C79" />
      <path d="M3.5 25.5 12 11.5l4.6 7.4 3.4-4.9 8.5 11.5Z" fill="#fff" />
    </svg>
  );
}
