// A hall full of bots: they join by code over HTTP, sit down at documents over real sockets, write
// entries of the sample field by field, raise hands and finish what they wrote. Knows a server only
// by its address.
import { WebSocket } from 'ws';
import { SAMPLE_TEAMS } from '../../server/hackathons/sample/teams.ts';
import type { BoardView } from '../../shared/api/live.ts';
import type { WallView } from '../../shared/api/wall.ts';
import { createId } from '../../shared/ids.ts';
import { createRandom } from '../support/seed.ts';
import { until } from '../support/until.ts';
import type { Visitor } from '../support/visitor.ts';
import { ask, followStream, openBotBrowser, RefusedError } from './browser.ts';
import { type Figures, openWallLedger } from './figures.ts';
import { createScripts } from './strokes.ts';
import { type Attendee, openTables, SETTLE_MS, type Team } from './tables.ts';

/** What a hall is opened with. */
interface HallOptions {
  /** `http://host:port`. */
  readonly url: string;
  /** Somebody who may create a hackathon. */
  readonly facilitator: Visitor;
  readonly name: string;
  readonly teams: number;
  readonly people: number;
  /** Of each person. An edit is a handful of letters. */
  readonly editsPerSecond: number;
  /** Entries are handed in and never finalised: nothing of it comes into the catalogue. */
  readonly isRehearsal: boolean;
  readonly seed: number;
  readonly figures: Figures;
}

/** An open hall. */
interface Hall {
  readonly hackathonId: string;
  readonly slug: string;
  readonly wallUrl: string;
  /** Bots that are in a document now. */
  readonly seated: number;
  /** Everybody joins; resolves when all have tried. */
  join(): Promise<void>;
  /** Opens screens that follow the wall, and control rooms that follow the board. */
  openScreens(count: { readonly walls: number; readonly controlRooms: number }): Promise<void>;
  /** Closes all of them; what they have not shown yet is not waited for. */
  closeScreens(): Promise<void>;
  /** Everybody writes from now on. */
  start(): void;
  /** Nobody writes any more; resolves when everything on its way has arrived. */
  stop(): Promise<void>;
  /** All leave. */
  close(): Promise<void>;
}

/** In one of so many teams people wait until walls show what they did, so that it can be timed. */
const MEASURED_OF = 5;

/** People who join at the same moment. */
const JOINING_AT_ONCE = 20;

/** Creates the hackathon with its teams; nobody is there yet. */
export async function openHall(options: HallOptions): Promise<Hall> {
  const { url, facilitator, figures, people, editsPerSecond } = options;
  const random = createRandom(options.seed);
  const attendees: Attendee[] = [];
  let lines = new AbortController();
  let streams: Promise<void>[] = [];
  let isWriting = false;

  // Each provider listens for the end of the process.
  process.setMaxListeners(0);
  const startsAt = Date.now() - 60_000;
  const created = await ask(
    facilitator,
    figures,
    'POST',
    options.isRehearsal ? '/rehearsals' : '/hackathons',
    {
      name: options.name,
      startsAt,
      endsAt: startsAt + 8 * 60 * 60 * 1000,
      languages: ['en', 'fr', 'es'],
      teams: Array.from({ length: options.teams }, (_, index) => teamName(index)),
    },
  );
  const { id: hackathonId, slug } = created.body as { id: string; slug: string };
  const { body: board } = await ask(
    facilitator,
    figures,
    'GET',
    `/hackathons/${hackathonId}/board`,
  );
  const teams = (board as BoardView).teams.map(
    ({ id }): Team => ({ id, works: [], begun: 0, isBeginning: false, hasHandUp: false }),
  );
  const walls = openWallLedger(
    figures,
    new Set(teams.filter((_, index) => index % MEASURED_OF === 0).map(({ id }) => id)),
  );
  const tables = openTables({
    url,
    hackathonId,
    isRehearsal: options.isRehearsal,
    figures,
    walls,
    random,
    nextScript: createScripts(random),
    note,
  });
  const { body: listed } = await ask(
    facilitator,
    figures,
    'GET',
    `/hackathons/${hackathonId}/codes`,
  );
  const codes = new Map(
    (listed.codes as { code: string; teamId: string | null }[]).map(({ code, teamId }) => [
      teamId,
      code,
    ]),
  );
  const { body: wallLink } = await ask(
    facilitator,
    figures,
    'POST',
    `/hackathons/${hackathonId}/wall-links`,
    { name: 'Rehearsal' },
  );
  const wallUrl = `${url}${new URL(wallLink.url as string).pathname}`;

  async function joinOne(index: number): Promise<void> {
    const browser = openBotBrowser(url);
    const team = teams[index % teams.length] as Team;
    try {
      await ask(browser, figures, 'POST', '/join', {
        code: codes.get(team.id),
        name: personName(index),
      });
      figures.joined++;
      attendees.push({
        browser,
        team,
        work: null,
        bot: null,
        task: null,
        at: 0,
        isBusy: false,
        isGone: false,
        timer: undefined,
      });
    } catch (error) {
      note(error);
    }
  }

  function note(error: unknown): void {
    if (error instanceof RefusedError) figures.fault(error.code);
    else if (error instanceof Error) figures.fault(error.message);
    else throw error;
  }

  /** One thing after the other, as a person does; a little more or less than a beat between two. */
  function live(attendee: Attendee): void {
    if (!isWriting) return;
    attendee.timer = setTimeout(
      () => {
        attendee.isBusy = true;
        tables
          .step(attendee)
          .catch((error: unknown) => {
            note(error);
            tables.leaveSeat(attendee);
          })
          .finally(() => {
            attendee.isBusy = false;
            live(attendee);
          });
      },
      (1000 / editsPerSecond) * (0.5 + random.next()),
    );
  }

  async function follow(
    path: string,
    cookie: string | null,
    onData: (data: string) => void,
  ): Promise<void> {
    const { signal } = lines;
    const { ended } = await followStream(`${url}/api${path}`, cookie, signal, onData);
    streams.push(
      ended.then(
        () => {
          if (!signal.aborted) figures.fault('a screen lost its line');
        },
        (error: unknown) => {
          if (!signal.aborted) note(error);
        },
      ),
    );
  }

  async function closeScreens(): Promise<void> {
    walls.expect(0);
    lines.abort();
    await Promise.all(streams);
    lines = new AbortController();
    streams = [];
  }

  return {
    hackathonId,
    slug,
    wallUrl,
    get seated() {
      return attendees.filter(({ bot }) => bot !== null).length;
    },
    async join() {
      for (let at = 0; at < people; at += JOINING_AT_ONCE) {
        const size = Math.min(JOINING_AT_ONCE, people - at);
        await Promise.all(Array.from({ length: size }, (_, index) => joinOne(at + index)));
      }
    },
    async openScreens(count) {
      const told = new Set<number>();
      const token = wallUrl.split('/').at(-1) as string;
      for (let wall = 0; wall < count.walls; wall++) {
        await follow(`/wall/${token}/feed?screen=${createId()}`, null, (data) => {
          told.add(wall);
          const view = JSON.parse(data) as WallView;
          for (const { id, completeness } of view.teams) walls.shown(wall, id, completeness);
        });
      }
      for (let room = 0; room < count.controlRooms; room++) {
        const { body } = await ask(facilitator, figures, 'GET', `/hackathons/${hackathonId}/board`);
        const { cursor } = body as BoardView;
        const path = `/hackathons/${hackathonId}/feed?cursor=${cursor}`;
        await follow(path, facilitator.cookie, () => {});
      }
      await until(() => told.size === count.walls, SETTLE_MS, 'every wall to show something');
      if (count.walls > 0) walls.expect(count.walls);
    },
    start() {
      isWriting = true;
      for (const attendee of attendees) live(attendee);
    },
    async stop() {
      isWriting = false;
      for (const { timer } of attendees) clearTimeout(timer);
      await until(() => attendees.every(({ isBusy }) => !isBusy), SETTLE_MS, 'all to be done');
      for (const { bot } of attendees) {
        if (bot?.provider.ws?.readyState === WebSocket.OPEN) await bot.saved(SETTLE_MS);
      }
    },
    async close() {
      await closeScreens();
      for (const attendee of attendees) {
        attendee.isGone = true;
        tables.leaveSeat(attendee);
      }
    },
    closeScreens,
  };
}

const FIRST_NAMES = SAMPLE_TEAMS.flatMap(({ people }) => people);

function personName(index: number): string {
  const first = FIRST_NAMES[index % FIRST_NAMES.length] as string;
  const initial = String.fromCharCode(65 + (Math.floor(index / FIRST_NAMES.length) % 26));
  return `${first} ${initial}.`;
}

function teamName(index: number): string {
  const { name } = SAMPLE_TEAMS[index % SAMPLE_TEAMS.length] as (typeof SAMPLE_TEAMS)[number];
  const round = Math.floor(index / SAMPLE_TEAMS.length);
  return round === 0 ? name : `${name} ${round + 1}`;
}
