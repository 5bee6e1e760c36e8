// What walls receive and report, and what the control room sees of them. Times are ms since the epoch,
// by the server's clock.
//
// How screens are counted: a screen is one open page of a wall, known by an id it made for itself; it
// tells the server what it shows, again after every lost line. A screen has *shown* an announcement once
// it has reported it while the announcement stood; `announcementsShown` counts different screens since
// the server started, those that have left included.
import { z } from 'zod';
import { HALLS, SCENE_SECONDS, SHOW_NOW_SECONDS, WALL_SCENES } from '../wall-programme.ts';
import { announcementView, hackathonView } from './hackathons.ts';
import { totalsView } from './live.ts';
import { kind } from './parts.ts';

const wallScene = z.enum(WALL_SCENES);

const wallProgramme = z.object({
  scenes: z.array(wallScene).readonly(),
  isRotating: z.boolean(),
  secondsPerScene: z.number(),
  chosen: wallScene,
  turnsFrom: z.number(),
  pausedAt: z.number().nullable(),
  inBetween: z.object({ scene: wallScene, until: z.number() }).nullable(),
  hall: z.enum(HALLS),
  spotlightId: z.string().nullable(),
});

/** An entry of the catalogue shown large. */
const spotlightView = z.object({
  recordId: z.string(),
  documentId: z.string(),
  kind,
  title: z.string(),
  /** By language. */
  summary: z.record(z.string(), z.string()),
  teamName: z.string().nullable(),
  /** ISO 3166-1 alpha-2. */
  countries: z.array(z.string()),
  revision: z.number(),
  /** Where the catalogue has it. */
  url: z.string(),
});

export type SpotlightView = z.infer<typeof spotlightView>;

/** The wall's whole screen: aggregates and names of teams only, never text of a draft. */
export const wallView = z.object({
  hackathon: hackathonView,
  totals: totalsView,
  /** Countries that signed or use, ISO 3166-1 alpha-2. */
  countries: z.array(z.string()),
  teams: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      colour: z.string(),
      completeness: z.number(),
      documents: z.number(),
      finalised: z.number(),
      writing: z.number(),
    }),
  ),
  latest: z.array(
    z.object({
      id: z.string(),
      kind,
      title: z.string(),
      teamName: z.string().nullable(),
      finalisedAt: z.number(),
      revision: z.number(),
    }),
  ),
  collectiveActions: z.array(
    z.object({
      id: z.string(),
      number: z.number().nullable(),
      title: z.string(),
      countries: z.number(),
      organisations: z.number(),
      isFinalised: z.boolean(),
    }),
  ),
  announcement: announcementView.nullable(),
  joinCode: z.string().nullable(),
  joinUrl: z.string().nullable(),
  catalogueUrl: z.string(),
  deadlineAt: z.number(),
  /** What this wall was told to show. */
  programme: wallProgramme,
  spotlight: spotlightView.nullable(),
  serverTime: z.number(),
});

export type WallView = z.infer<typeof wallView>;

/** What a screen says it shows; sent when that changes and after every lost line. */
export const screenReport = z.object({
  scene: wallScene,
  /** The announcement on the screen, whether in the head or alone. */
  announcementId: z.string().max(60).nullable(),
  /** Of the window, CSS pixels. */
  width: z.number().int().min(0).max(100_000),
  height: z.number().int().min(0).max(100_000),
});

export type ScreenReport = z.infer<typeof screenReport>;

/** A page of a wall that is open now. */
const screenView = z.object({
  id: z.string(),
  connectedAt: z.number(),
  /** What it last said; `null` before it said anything. */
  shows: screenReport.nullable(),
});

export type ScreenView = z.infer<typeof screenView>;

/** A wall link; its address is only in the answer that creates it. */
export const wallLinkView = z.object({ id: z.string(), name: z.string(), createdAt: z.number() });

/** What the facilitators call a screen. */
export const nameWallLinkRequest = z.object({ name: z.string().trim().max(60) });

/** What may be decided; what is left out stays as it is. */
export const changeProgrammeRequest = z.object({
  scenes: z.array(wallScene).min(1).max(WALL_SCENES.length).optional(),
  isRotating: z.boolean().optional(),
  secondsPerScene: z.number().int().min(SCENE_SECONDS.least).max(SCENE_SECONDS.most).optional(),
  chosen: wallScene.optional(),
  isPaused: z.boolean().optional(),
  hall: z.enum(HALLS).optional(),
  /** A document whose entry is published; `null` takes it out of the spotlight. */
  spotlightId: z.string().max(60).nullable().optional(),
  /** A scene in between; `null` ends it. */
  showNow: z
    .object({
      scene: wallScene,
      seconds: z.number().int().min(SHOW_NOW_SECONDS.least).max(SHOW_NOW_SECONDS.most),
    })
    .nullable()
    .optional(),
});

export type ChangeProgrammeRequest = z.infer<typeof changeProgrammeRequest>;

/** A wall link as the remote control shows it. */
const remoteLinkView = wallLinkView.extend({
  /** What this wall shows otherwise than all; `null` when it does as all do. */
  programme: wallProgramme.nullable(),
  spotlight: spotlightView.nullable(),
  screens: z.array(screenView),
});

export type RemoteLinkView = z.infer<typeof remoteLinkView>;

/** The control room's view of all walls of a hackathon. */
export const wallsView = z.object({
  /** As the walls that do as all do receive it. */
  wall: wallView,
  links: z.array(remoteLinkView),
  /** By announcement that stands now: different screens that have shown it. */
  announcementsShown: z.record(z.string(), z.number()),
});

export type WallsView = z.infer<typeof wallsView>;
