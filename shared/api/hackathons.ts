// What travels about hackathons: settings, stages, templates, announcements, imports, audit. Times
// are ms since the epoch, by the server's clock.
import { z } from 'zod';
import { HACKATHON_STATES } from '../roles.ts';
import { kind } from './parts.ts';

/** A hackathon, as everybody in it sees it. */
export const hackathonView = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  place: z.string(),
  startsAt: z.number(),
  endsAt: z.number(),
  timeZone: z.string(),
  languages: z.array(z.string()),
  state: z.enum(HACKATHON_STATES),
  reviewRequired: z.boolean(),
  /** What its time is divided into, the first to end first. */
  stages: z.array(z.object({ name: z.string(), endsAt: z.number() })),
  /** Its own colour, `#rrggbb`, as chosen; shades that can be read come from `shared/accent.ts`. */
  accent: z.string().nullable(),
  /** Where its picture is on this server. */
  logoPath: z.string().nullable(),
  /** After how many minutes without a touch a shared laptop is locked; `null` never. */
  lockAfterMinutes: z.number().nullable(),
  /** How long the hall's code lasts before another takes its place; `null` until it is replaced. */
  hallCodeHours: z.number().nullable(),
  /** When the join codes stop letting people in; `null` while it is not closed. */
  joinUntil: z.number().nullable(),
});

export type HackathonView = z.infer<typeof hackathonView>;

const stages = z
  .array(z.object({ name: z.string().trim().min(1).max(80), endsAt: z.number().int() }))
  .max(30);

/** What can be said of a hackathon when it is made and later. */
const details = z.object({
  name: z.string().trim().min(1).max(120),
  place: z.string().trim().max(120),
  startsAt: z.number().int(),
  endsAt: z.number().int(),
  timeZone: z.string().max(60),
  languages: z.array(z.string().min(2).max(20)).min(1).max(24),
  reviewRequired: z.boolean(),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable(),
  lockAfterMinutes: z.number().int().min(1).max(240).nullable(),
});

/** Longest name of a team, and the most teams a hackathon begins with. */
export const MAX_TEAM_NAME_LENGTH = 80;
export const MAX_NEW_TEAMS = 200;

const teamNames = z.array(z.string().trim().min(1).max(MAX_TEAM_NAME_LENGTH)).max(MAX_NEW_TEAMS);

/** A new hackathon with its teams; what is left out gets the usual value. */
export const createHackathonRequest = details
  .partial()
  .required({ name: true, startsAt: true, endsAt: true })
  .extend({ teams: teamNames.optional(), stages: stages.optional() })
  .refine(({ startsAt, endsAt }) => endsAt >= startsAt, { path: ['endsAt'] });

/** What is left out is as in the one that is copied; its stages move with the beginning. */
export const copyHackathonRequest = details
  .partial()
  .required({ name: true, startsAt: true })
  .extend({ teams: teamNames.optional(), stages: stages.optional() });

/** What changes; what is left out stays. */
export const updateHackathonRequest = details.partial().extend({
  state: z.enum(HACKATHON_STATES).optional(),
  hallCodeHours: z.number().int().min(1).max(168).nullable().optional(),
  joinUntil: z.number().int().nullable().optional(),
});

/** A picture as PNG in base64; `null` takes it away. */
export const replaceLogoRequest = z.object({ png: z.base64().max(200_000).nullable() });

/** All stages anew, in any order. */
export const replaceStagesRequest = z.object({ stages });

/** How an entry may begin: its kind and a description by language. */
export const templateView = z.object({
  id: z.string(),
  kind,
  name: z.string(),
  texts: z.record(z.string(), z.string()),
});

export type TemplateView = z.infer<typeof templateView>;

/** All templates anew, in the order they are offered. */
export const replaceTemplatesRequest = z.object({
  templates: z
    .array(
      z.object({
        kind,
        name: z.string().trim().min(1).max(80),
        texts: z.record(z.string().min(2).max(20), z.string().max(5000)),
      }),
    )
    .max(20),
});

/** Words of the facilitators to everybody, while they stand. */
export const announcementView = z.object({
  id: z.string(),
  text: z.string(),
  /** Fills walls and comes before the others. */
  isUrgent: z.boolean(),
  createdAt: z.number(),
  /** The document everybody is asked to look at, and who asks; `null` for plain words. */
  spotlight: z
    .object({ documentId: z.string(), title: z.string(), byName: z.string().nullable() })
    .nullable(),
});

export type AnnouncementView = z.infer<typeof announcementView>;

/** Words to everybody; they stand until they are taken down. */
export const createAnnouncementRequest = z.object({
  text: z.string().trim().min(1).max(500),
  isUrgent: z.boolean().default(false),
});

/** A decision somebody took; `detail` depends on `action`. */
export const auditView = z.object({
  seq: z.number(),
  at: z.number(),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

export type AuditView = z.infer<typeof auditView>;
