// Which pages of walls are open now and what each says it shows. Kept in memory: a page that is open
// tells it again as soon as its line is back. Knows no HTTP and no hackathon's content.
import type { ScreenReport, ScreenView } from '../../shared/api/wall.ts';

/** A page of a wall. `id` is its own. */
interface ScreenAddress {
  readonly hackathonId: string;
  readonly linkId: string;
  readonly id: string;
}

/** The screens of this server. */
export interface WallScreens {
  /** A line of a screen is up; returns what to call when it is down. */
  connect(screen: ScreenAddress): () => void;
  /** False when no line of this screen is up. */
  report(screen: ScreenAddress, shows: ScreenReport): boolean;
  /** Those of a link that are open, the first to come first. */
  list(hackathonId: string, linkId: string): ScreenView[];
  /** How many screens have shown each of these announcements; others are forgotten. */
  shown(hackathonId: string, announcementIds: readonly string[]): Record<string, number>;
  /** Told after every change of a hackathon's screens. Returns the stop. */
  subscribe(hackathonId: string, listener: () => void): () => void;
}

interface OpenScreen {
  readonly address: ScreenAddress;
  readonly connectedAt: number;
  /** A screen that comes back may have two for a moment. */
  lines: number;
  shows: ScreenReport | null;
}

interface Hall {
  readonly screens: Map<string, OpenScreen>;
  /** Screen ids by announcement. */
  readonly shown: Map<string, Set<string>>;
  readonly listeners: Set<() => void>;
}

/** Creates an empty register. */
export function createWallScreens({ now }: { now(): number }): WallScreens {
  const halls = new Map<string, Hall>();

  function hallOf(hackathonId: string): Hall {
    let hall = halls.get(hackathonId);
    if (hall === undefined) {
      hall = { screens: new Map(), shown: new Map(), listeners: new Set() };
      halls.set(hackathonId, hall);
    }
    return hall;
  }

  function tell(hall: Hall): void {
    for (const listener of hall.listeners) listener();
  }

  /** A screen of one link cannot speak for a screen of another. */
  const keyOf = ({ linkId, id }: ScreenAddress) => `${linkId} ${id}`;

  return {
    connect(address) {
      const hall = hallOf(address.hackathonId);
      const key = keyOf(address);
      const screen = hall.screens.get(key) ?? {
        address,
        connectedAt: now(),
        lines: 0,
        shows: null,
      };
      screen.lines++;
      hall.screens.set(key, screen);
      tell(hall);
      return () => {
        if (--screen.lines > 0) return;
        hall.screens.delete(key);
        tell(hall);
      };
    },
    report(address, shows) {
      const hall = hallOf(address.hackathonId);
      const screen = hall.screens.get(keyOf(address));
      if (screen === undefined) return false;
      screen.shows = shows;
      if (shows.announcementId !== null) {
        const seen = hall.shown.get(shows.announcementId) ?? new Set();
        hall.shown.set(shows.announcementId, seen.add(keyOf(address)));
      }
      tell(hall);
      return true;
    },
    list: (hackathonId, linkId) =>
      [...hallOf(hackathonId).screens.values()]
        .filter(({ address }) => address.linkId === linkId)
        .map(({ address, connectedAt, shows }) => ({ id: address.id, connectedAt, shows })),
    shown(hackathonId, announcementIds) {
      const { shown } = hallOf(hackathonId);
      for (const id of shown.keys()) if (!announcementIds.includes(id)) shown.delete(id);
      return Object.fromEntries(announcementIds.map((id) => [id, shown.get(id)?.size ?? 0]));
    },
    subscribe(hackathonId, listener) {
      const { listeners } = hallOf(hackathonId);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
