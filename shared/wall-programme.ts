// What a wall shows when: the scenes, how they take turns, and what a facilitator put in between.
// Pure: screens and the control room's preview ask the same function and so show the same.

/** Everything a wall can show. */
export const WALL_SCENES = [
  'overview',
  'totals',
  'teams',
  'map',
  'actions',
  'latest',
  'countdown',
  'join',
  'announcement',
  'spotlight',
  'closing',
] as const;

export type WallScene = (typeof WALL_SCENES)[number];

/** Seconds a scene may stand before the next one has its turn. */
export const SCENE_SECONDS = { least: 5, most: 600 } as const;

/** Seconds a scene may be shown in between. */
export const SHOW_NOW_SECONDS = { least: 5, most: 3600 } as const;

/** A light or a dark hall, or what the machine at the projector prefers. */
export const HALLS = ['auto', 'light', 'dark'] as const;

type Hall = (typeof HALLS)[number];

/** What the control room decided for all walls, or for one. Times by the server's clock. */
export interface WallProgramme {
  /** Those that take turns, in this order. */
  readonly scenes: readonly WallScene[];
  readonly isRotating: boolean;
  readonly secondsPerScene: number;
  /** The one that stands while nothing rotates. */
  readonly chosen: WallScene;
  /** When the first scene had its first turn. */
  readonly turnsFrom: number;
  /** The rotation stands as it stood then. */
  readonly pausedAt: number | null;
  /** A scene in between, and until when. */
  readonly inBetween: { readonly scene: WallScene; readonly until: number } | null;
  readonly hall: Hall;
  /** The document whose published entry is in the spotlight. */
  readonly spotlightId: string | null;
}

/** What a wall does before anybody decides: everything at a glance. The others wait for a switch. */
export const FIRST_PROGRAMME: WallProgramme = {
  scenes: ['overview', 'totals', 'map', 'teams', 'actions', 'latest', 'join'],
  isRotating: false,
  secondsPerScene: 20,
  chosen: 'overview',
  turnsFrom: 0,
  pausedAt: null,
  inBetween: null,
  hall: 'auto',
  spotlightId: null,
};

/** What there is to show; a scene without anything to say is left out of the rotation. */
export interface WallStock {
  readonly collectiveActions: { readonly length: number };
  readonly latest: { readonly length: number };
  readonly countries: { readonly length: number };
  readonly announcement: { readonly id: string; readonly isUrgent?: boolean } | null;
  readonly joinCode: string | null;
  readonly spotlight: unknown;
}

/** Whether a scene has anything to say. */
export function hasContent(scene: WallScene, stock: WallStock): boolean {
  switch (scene) {
    case 'actions':
      return stock.collectiveActions.length > 0;
    case 'latest':
      return stock.latest.length > 0;
    case 'map':
      return stock.countries.length > 0;
    case 'announcement':
      return stock.announcement !== null;
    case 'join':
      return stock.joinCode !== null;
    case 'spotlight':
      return stock.spotlight !== null;
    case 'overview':
    case 'totals':
    case 'teams':
    case 'countdown':
    case 'closing':
      return true;
  }
}

/** The scene a wall shows at `now`. */
export function sceneAt(programme: WallProgramme, stock: WallStock, now: number): WallScene {
  // Whoever says something urgent wants it read, whatever else was planned.
  if (stock.announcement?.isUrgent === true) return 'announcement';
  const { inBetween, chosen } = programme;
  if (inBetween !== null && now < inBetween.until && hasContent(inBetween.scene, stock)) {
    return inBetween.scene;
  }
  if (programme.isRotating) {
    const scenes = programme.scenes.filter((scene) => hasContent(scene, stock));
    const passed = Math.max(0, (programme.pausedAt ?? now) - programme.turnsFrom);
    const turn = Math.floor(passed / (programme.secondsPerScene * 1000));
    return scenes[turn % scenes.length] ?? 'overview';
  }
  return hasContent(chosen, stock) ? chosen : 'overview';
}
