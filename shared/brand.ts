// How a hackathon looks: the colour it chose and the picture it gave itself. Knows no page.
import { z } from 'zod';

/** What pages and screens wear of a hackathon. */
export const brand = z.object({
  /** `#rrggbb` as chosen; shades that can be read come from `shared/accent.ts`. */
  accent: z.string().nullable(),
  /** The address of its picture on this server, a PNG. */
  logoPath: z.string().nullable(),
});

export type Brand = z.infer<typeof brand>;

/** The brand of a hackathon as it is stored. */
export function brandOf(hackathon: {
  readonly id: string;
  readonly accent: string | null;
  readonly logoHash: string | null;
}): Brand {
  const { id, accent, logoHash } = hackathon;
  return { accent, logoPath: logoHash === null ? null : `/api/hackathons/${id}/logo/${logoHash}` };
}
