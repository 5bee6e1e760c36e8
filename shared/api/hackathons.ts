// What travels about hackathons: settings, stages, templates, announcements, imports, audit. Times
// are ms since the epoch, by the server's clock.
import { z } from 'zod';
import { kind } from './parts.ts';

export const hackathonView = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  place: z.string(),
  startsAt: z.number(),
  endsAt: z.number(),
  timeZone: z.string(),
  languages: z.array(z.string()),
  state: z.enum(['open', 'frozen', 'closed']),
  reviewRequired: z.boolean(),
  /** What its time is divided into, the first to end first. */
  stages: z.array(z.object({ name: z.string(), endsAt: z.number() })),
});

export type HackathonView = z.infer<typeof hackathonView>;

export const createHackathonRequest = z
  .object({
    name: z.string().trim().min(1).max(120),
    place: z.string().trim().max(120).default(''),
    startsAt: z.number().int(),
    endsAt: z.number().int(),
    timeZone: z.string().max(60).default('UTC'),
    languages: z.array(z.string().min(2).max(20)).min(1).max(24).default(['en', 'fr', 'es']),
    reviewRequired: z.boolean().default(false),
    teams: z.array(z.string().trim().min(1).max(80)).max(200).default([]),
  })
  .refine(({ startsAt, endsAt }) => endsAt >= startsAt, { path: ['endsAt'] });
export const copyHackathonRequest = z.object({
  name: z.string().trim().min(1).max(120),
  startsAt: z.number().int(),
});

export const updateHackathonRequest = z.object({
  name: z.string().trim().min(1).max(120).optional(),
  endsAt: z.number().int().optional(),
  state: z.enum(['open', 'frozen', 'closed']).optional(),
  reviewRequired: z.boolean().optional(),
});

export const replaceStagesRequest = z.object({
  stages: z
    .array(z.object({ name: z.string().trim().min(1).max(80), endsAt: z.number().int() }))
    .max(30),
});

/** How an entry may begin: its kind and a description by language. */
export const templateView = z.object({
  id: z.string(),
  kind,
  name: z.string(),
  texts: z.record(z.string(), z.string()),
});

export type TemplateView = z.infer<typeof templateView>;

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

export const announcementView = z.object({
  id: z.string(),
  text: z.string(),
  createdAt: z.number(),
});

export type AnnouncementView = z.infer<typeof announcementView>;

export const createAnnouncementRequest = z.object({ text: z.string().trim().min(1).max(500) });

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
