// What a bot does at a table: sits down at a document of its team, takes on one field after another,
// raises a hand now and then, and finishes the entry with the others. Knows no clock of its own.
import type { NoticesView } from '../../shared/api/control.ts';
import { type Bot, startBot } from '../support/bots.ts';
import type { Random } from '../support/seed.ts';
import type { Visitor } from '../support/visitor.ts';
import { ask, RefusedError } from './browser.ts';
import { type EditLedger, type Figures, openEditLedger, type WallLedger } from './figures.ts';
import type { Script, Task } from './strokes.ts';

/** Most people at one document: a table. */
const TABLE = 4;

/** A hand goes up about so often per edit, and down again when nobody came for so long, ms. */
const HAND = { chance: 0.0006, waitsMs: 60_000 } as const;

/** One field of so many entries is a whole percent of a team's work, which is what walls show. */
const SHOWN_ENTRIES = 12;

/** How long what is on its way may take, ms. */
export const SETTLE_MS = 30_000;

/** A team of bots. */
export interface Team {
  readonly id: string;
  readonly works: Work[];
  /** Documents so far. */
  begun: number;
  /** Somebody has just begun another document. */
  isBeginning: boolean;
  hasHandUp: boolean;
}

/** A document that a table writes. */
interface Work {
  readonly documentId: string;
  readonly script: Script;
  /** What nobody has taken on yet. */
  readonly waiting: Task[];
  readonly people: Set<Attendee>;
  readonly ledger: EditLedger;
  observer: Attendee | null;
  inHand: number;
  isFinishing: boolean;
}

/** Somebody in the hall. */
export interface Attendee {
  readonly browser: Visitor;
  readonly team: Team;
  work: Work | null;
  bot: Bot | null;
  task: Task | null;
  /** The next stroke of the task. */
  at: number;
  isBusy: boolean;
  isGone: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** The tables of a hall. */
interface Tables {
  /** Does the next thing. */
  step(attendee: Attendee): Promise<void>;
  leaveSeat(attendee: Attendee): void;
}

/** Opens the tables; nobody sits at one. */
export function openTables({
  url,
  hackathonId,
  isRehearsal,
  figures,
  walls,
  random,
  nextScript,
  note,
}: {
  readonly url: string;
  readonly hackathonId: string;
  readonly isRehearsal: boolean;
  readonly figures: Figures;
  readonly walls: WallLedger;
  readonly random: Random;
  readonly nextScript: () => Script;
  readonly note: (error: unknown) => void;
}): Tables {
  async function takeASeat(attendee: Attendee): Promise<void> {
    const { team } = attendee;
    let work = team.works.find((one) => one.people.size < TABLE && one.waiting.length > 0);
    if (work === undefined) {
      if (team.isBeginning) return;
      team.isBeginning = true;
      try {
        const script = nextScript();
        const path = `/teams/${team.id}/documents`;
        const answer = await ask(attendee.browser, figures, 'POST', path, { kind: script.kind });
        figures.documents++;
        team.begun++;
        work = {
          documentId: answer.body.id as string,
          script,
          waiting: [...script.tasks],
          people: new Set(),
          ledger: openEditLedger(figures),
          observer: null,
          inHand: 0,
          isFinishing: false,
        };
        team.works.push(work);
      } finally {
        team.isBeginning = false;
      }
    }
    const seat = work;
    seat.people.add(attendee);
    const bot = startBot({
      url: `${url.replace('http', 'ws')}/api/sync`,
      documentId: seat.documentId,
      headers: { origin: new URL(url).origin, cookie: attendee.browser.cookie ?? '' },
      params: { schema: '1' },
      presence: false,
      onAside: (aside) => {
        if (aside === 'announcements') readNotices(attendee).catch(note);
      },
      edit: (doc) => {
        attendee.task?.strokes[attendee.at]?.(doc);
      },
    });
    attendee.bot = bot;
    attendee.work = seat;
    seat.observer ??= attendee;
    bot.doc.on('afterTransaction', (transaction) => {
      if (seat.observer !== attendee || transaction.origin !== bot.provider) return;
      for (const [clientId, clock] of transaction.afterState) seat.ledger.seen(clientId, clock);
    });
    await bot.synced(SETTLE_MS);
  }

  /** Looks at what is said to everybody, as a browser shows it and says so. */
  async function readNotices({ browser }: Attendee): Promise<void> {
    const { body } = await ask(browser, figures, 'GET', `/hackathons/${hackathonId}/notices`);
    for (const { id } of (body as NoticesView).announcements) {
      await ask(browser, figures, 'PUT', `/announcements/${id}/shown`);
    }
  }

  function leaveSeat(attendee: Attendee): void {
    const { bot, work } = attendee;
    if (bot === null || work === null) return;
    const { acknowledgeMs, refusals, closeCodes } = bot.report();
    for (const ms of acknowledgeMs) figures.toSaved.add(ms);
    for (const refusal of refusals) figures.fault(refusal);
    for (const code of closeCodes) figures.fault(`closed with ${code}`);
    bot.leave();
    work.people.delete(attendee);
    if (work.observer === attendee) work.observer = [...work.people][0] ?? null;
    // What was begun counts as done: the others cannot type on in this one's paragraph.
    if (attendee.task !== null) work.inHand--;
    Object.assign(attendee, { bot: null, work: null, task: null, at: 0 });
  }

  /** The rest is in other hands: there is more to do at another table. */
  async function goElsewhere(attendee: Attendee): Promise<void> {
    await attendee.bot?.saved(SETTLE_MS);
    leaveSeat(attendee);
  }

  /** Reads it over until all of it is saved, then publishes it or hands it in. */
  async function finish(attendee: Attendee, work: Work): Promise<void> {
    work.isFinishing = true;
    const path = `/documents/${work.documentId}`;
    try {
      await Promise.all([...work.people].map(({ bot }) => bot?.saved(SETTLE_MS)));
      if (isRehearsal) {
        await ask(attendee.browser, figures, 'POST', `${path}/submit`);
        figures.handedIn++;
      } else {
        await finalise(attendee.browser, path);
        figures.finalised++;
      }
    } finally {
      const { works } = attendee.team;
      works.splice(works.indexOf(work), 1);
      for (const one of [...work.people]) leaveSeat(one);
    }
  }

  async function finalise(browser: Visitor, path: string): Promise<void> {
    const first = await browser.ask('POST', `${path}/finalise`, {});
    if (first.status !== 409 || first.body?.error?.code !== 'possible_duplicate') {
      if (first.status < 400) return;
      throw new RefusedError('finalise', first.status, first.body?.error?.code ?? '');
    }
    const alike = first.body.error.details as { id: string }[];
    await ask(browser, figures, 'POST', `${path}/finalise`, {
      notTheSame: { ids: alike.map(({ id }) => id), reason: 'It is in another place.' },
    });
  }

  async function raiseHand(attendee: Attendee): Promise<void> {
    const { browser, team } = attendee;
    team.hasHandUp = true;
    await ask(browser, figures, 'PATCH', `/teams/${team.id}`, { handRaised: true });
    figures.hands++;
    setTimeout(() => {
      team.hasHandUp = false;
      if (attendee.isGone) return;
      ask(browser, figures, 'PATCH', `/teams/${team.id}`, { handRaised: false }).catch(note);
    }, HAND.waitsMs).unref();
  }

  function write(attendee: Attendee): void {
    const { bot, work, team } = attendee;
    if (bot === null || work === null || work.isFinishing) return;
    if (attendee.task === null) {
      const task = work.waiting.shift() ?? null;
      if (task === null) return;
      Object.assign(attendee, { task, at: 0 });
      work.inHand++;
      bot.provider.awareness.setLocalStateField('field', task.root);
    }
    const { task } = attendee;
    if (task === null) return;
    const isFirst = attendee.at === 0 && task.counts;
    if (isFirst && walls.mustWait(team.id)) return;
    bot.edit();
    figures.edits++;
    if (isFirst) walls.sent(team.id, task.isRequired && team.begun <= SHOWN_ENTRIES);
    if (work.observer !== attendee && work.observer !== null) {
      const { clientId, clock } = bot.report();
      work.ledger.sent(clientId, clock);
    }
    if (++attendee.at < task.strokes.length) return;
    attendee.task = null;
    work.inHand--;
  }

  async function step(attendee: Attendee): Promise<void> {
    if (attendee.work === null) {
      await takeASeat(attendee);
      return;
    }
    write(attendee);
    const { work } = attendee;
    const isDone = work.waiting.length === 0 && work.inHand === 0;
    if (isDone && !work.isFinishing) await finish(attendee, work);
    else if (!isDone && attendee.task === null && work.waiting.length === 0)
      await goElsewhere(attendee);
    else if (!attendee.team.hasHandUp && random.chance(HAND.chance)) await raiseHand(attendee);
  }

  return { step, leaveSeat };
}
