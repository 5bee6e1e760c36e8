// What goes over the wire to the screens of a wall: the content all walls share, and beside it what
// one link shows at this moment. Knows no route.
import type { WallView } from '../../../shared/api/wall.ts';
import type { WallProgramme } from '../../../shared/wall-programme.ts';
import type { WallLinkRow } from '../../hackathons/wall-links.ts';
import type { Changes } from '../../live/changes.ts';
import type { Live } from '../../live/live.ts';
import type { WallState } from '../../live/wall-feed.ts';
import { type EventFrame, encodeEvent } from '../event-stream.ts';

/** Encodes walls. */
interface WallFrames {
  /** A wall for the screens of a link, as it is at this moment. */
  of(state: WallState, link: Pick<WallLinkRow, 'id' | 'hackathonId'>): EventFrame;
  /** A wall with this programme as JSON. */
  json(state: WallState, programme: WallProgramme): string;
  /** What a wall shows beside its content: one link's programme, addresses, the moment. */
  beside(
    state: WallState,
    programme: WallProgramme,
  ): Pick<WallView, 'joinUrl' | 'catalogueUrl' | 'programme' | 'spotlight' | 'serverTime'>;
  spotlight(hackathonId: string, programme: WallProgramme): WallView['spotlight'];
}

/** Prepares the encoding; `publicUrl` is what people in the hall type. */
export function openWallFrames({
  live,
  changes,
  publicUrl,
  now,
}: {
  readonly live: Pick<Live, 'scenes' | 'spotlight'>;
  readonly changes: Changes;
  publicUrl(): string;
  now(): number;
}): WallFrames {
  /** The moment that was encoded last, by link: screens told in one moment are told the same bytes. */
  let told: { state: WallState; at: number; frames: Map<string, EventFrame> } | null = null;
  changes.subscribe(({ type }) => {
    if (type === 'walls') told = null;
  });

  function spotlight(hackathonId: string, { spotlightId }: WallProgramme) {
    const fact = live.spotlight(hackathonId, spotlightId);
    if (fact === null) return null;
    const { path, ...rest } = fact;
    return { ...rest, url: `${publicUrl()}${path}` };
  }

  const beside: WallFrames['beside'] = ({ content }, programme) => ({
    joinUrl: content.joinCode === null ? null : `${publicUrl()}/join/${content.joinCode}`,
    catalogueUrl: `${publicUrl()}/catalogue`,
    programme,
    spotlight: spotlight(content.hackathon.id, programme),
    serverTime: now(),
  });

  /** The content was encoded once for all walls. */
  const json: WallFrames['json'] = (state, programme) =>
    `${state.json.slice(0, -1)},${JSON.stringify(beside(state, programme)).slice(1)}`;

  return {
    spotlight,
    beside,
    json,
    of(state, { id: linkId, hackathonId }) {
      // It carries the server's time, which is right for this moment only.
      const at = now();
      if (told === null || told.state !== state || told.at !== at) {
        told = { state, at, frames: new Map() };
      }
      let frame = told.frames.get(linkId);
      if (frame === undefined) {
        const programme = live.scenes.shownBy({ hackathonId, linkId });
        frame = encodeEvent({ data: json(state, programme) });
        told.frames.set(linkId, frame);
      }
      return frame;
    },
  };
}
