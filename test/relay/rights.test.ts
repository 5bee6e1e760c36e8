// Rights of people at relays: what the home decides reaches them through the link, and what it decided
// while the link was broken is found when they are seated again, whatever their grant says.
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { CLOSE } from '../../shared/protocol.ts';
import type { Bot } from '../support/bots.ts';
import { REDIS_COMMAND } from '../support/redis.ts';
import { until } from '../support/until.ts';
import {
  agree,
  openSummit,
  PROCESSES_MS,
  RECOVERY_MS,
  type Summit,
  startOwnRelay,
  typeUntilAcknowledged,
} from './summit.ts';

/** The second team of the summit's hackathon. */
function otherTeam({ home, teamId }: Summit): string {
  const { hackathons } = home.parts;
  const [hackathon] = hackathons.list();
  return hackathons.teams.list(hackathon!.id).find(({ id }) => id !== teamId)!.id;
}

/** Writes a word of one's own at the head of the name. */
const write = (bot: Bot, word: string) => bot.doc.getText('name').insert(0, word);

const nameOf = (bot: Bot) => bot.doc.getText('name').toString();

/** Expects what somebody writes from now on to be refused, and to be nobody else's to see. */
async function expectRefused(bot: Bot, word: string, witness: Bot): Promise<void> {
  write(bot, word);
  await until(() => bot.report().refusals.includes('read-only'), RECOVERY_MS, 'the refusal');
  expect(nameOf(witness)).not.toContain(word);
}

const hasClosed = (bot: Bot, { code }: { readonly code: number }) =>
  until(() => bot.report().closeCodes.includes(code), RECOVERY_MS, `a close with ${code}`);

describe.skipIf(REDIS_COMMAND === null)('rights at relays', { timeout: PROCESSES_MS }, () => {
  test('[WS6] a move, a lost role, an ended session and a freeze reach people at a relay while they type', async () => {
    await using summit = await openSummit();
    const { home, teamId, documentId } = summit;
    const { hackathons, accounts } = home.parts;
    const hackathonId = hackathons.list()[0]!.id;
    const relay = await summit.startRelay();
    const [mover, leaver, member] = [
      await summit.signUp('Mover'),
      await summit.signUp('Leaver'),
      await summit.signUp('Member'),
    ];
    const lead = await home.signUp({ name: 'Lead', facilitates: [hackathonId] });
    const [atMover, atLeaver, atMember, atLead] = [mover, leaver, member, lead].map((person) =>
      summit.sitDown(relay, person),
    ) as [Bot, Bot, Bot, Bot];
    const everybody = [atMover, atLeaver, atMember, atLead];
    for (const bot of everybody) await bot.synced(RECOVERY_MS);
    await typeUntilAcknowledged(everybody, 5);
    await agree(everybody);

    hackathons.memberships.move(mover.personId, teamId, otherTeam(summit), lead.personId);
    await until(() => !atMover.report().canWrite, RECOVERY_MS, 'the mover to lose the right');
    await expectRefused(atMover, '<moved>', atMember);

    accounts.sessions.end(leaver.sessionId);
    await hasClosed(atLeaver, CLOSE.signedOut);

    // Whoever runs the hackathon may write where others may no more, until somebody else runs it.
    hackathons.update(hackathonId, { state: 'frozen' }, lead.personId);
    await until(() => !atMember.report().canWrite, RECOVERY_MS, 'the member to be frozen');
    await expectRefused(atMember, '<frozen>', atLead);
    await typeUntilAcknowledged([atLead], 2);
    atLead.stop();
    hackathons.roster.removeFacilitator(hackathonId, lead.personId, lead.personId, {
      evenLast: true,
    });
    await until(
      () => !atLead.report().canWrite || atLead.report().closeCodes.length > 0,
      RECOVERY_MS,
      'the lead to lose the role',
    );

    expect(atMember.report().closeCodes).toEqual([]);
    expect(atMover.report().closeCodes).toEqual([]);
    const names = home.parts.rooms.present(documentId).map(({ user }) => user.name);
    expect(names).not.toContain('Leaver');
  });

  test('[RE1][WS6] what was decided while the link was broken holds when it stands again', async () => {
    await using summit = await openSummit();
    const { home, teamId } = summit;
    const relay = await summit.startRelay();
    const [mover, leaver, member] = [
      await summit.signUp('Mover'),
      await summit.signUp('Leaver'),
      await summit.signUp('Member'),
    ];
    const [atMover, atLeaver, atMember] = [mover, leaver, member].map((person) =>
      summit.sitDown(relay, person),
    ) as [Bot, Bot, Bot];
    const everybody = [atMover, atLeaver, atMember];
    for (const bot of everybody) await bot.synced(RECOVERY_MS);
    await typeUntilAcknowledged(everybody, 5);
    await agree(everybody);
    const elsewhere = otherTeam(summit);

    await home.stop();
    await until(() => relay.isReady().then((is) => !is), RECOVERY_MS, 'the relay to notice');
    write(atMover, '<moved>');
    write(atLeaver, '<left>');
    write(atMember, '<stayed>');
    const db = new SQLite(join(home.directory, 'sommet.sqlite'));
    db.prepare('DELETE FROM session WHERE id = ?').run(leaver.sessionId);
    db.prepare('UPDATE team_member SET teamId = ? WHERE personId = ? AND teamId = ?').run(
      elsewhere,
      mover.personId,
      teamId,
    );
    db.close();
    await home.start();

    await hasClosed(atLeaver, CLOSE.signedOut);
    await atMember.saved(RECOVERY_MS);
    await until(() => !atMover.report().canWrite, RECOVERY_MS, 'the mover to hear of it');
    await until(() => atMover.report().refusals.length > 0, RECOVERY_MS, 'the refusal');
    const kept = home.parts.rooms.read(summit.documentId, (doc) => `${doc.getText('name')}`);
    expect(kept).toContain('<stayed>');
    expect(kept).not.toMatch(/<moved>|<left>/);
    for (const bot of [atMover, atMember]) expect(bot.report().closeCodes).toEqual([]);
  });

  test('[RE4] a grant that runs out while the home is away ends the stay: come back', async () => {
    await using summit = await openSummit();
    await using relay = await startOwnRelay(summit.home, {
      redisUrl: summit.redis.url,
      limits: { grantMs: 2_000 },
      log: () => {},
    });
    await until(() => relay.stats.isLinked, RECOVERY_MS, 'the link');
    const bot = summit.sitDown(
      { url: `ws://127.0.0.1:${relay.port}/api/sync` },
      await summit.signUp('Ana'),
    );
    await bot.synced(RECOVERY_MS);
    await typeUntilAcknowledged([bot], 5);
    bot.stop();
    await summit.home.stop();
    write(bot, '<later>');
    await hasClosed(bot, CLOSE.restarting);
    await until(() => relay.stats.seats === 0, RECOVERY_MS, 'an empty relay');
    await summit.home.start();
    await bot.saved(RECOVERY_MS);
  });

  test('[RE1] a home or a relay whose clock is wrong by an hour costs nobody a word', async () => {
    let skewMs = 0;
    await using summit = await openSummit({ now: () => Date.now() + skewMs });
    const [slow, fast] = [
      await summit.startRelay(undefined, { clockSkewMs: -3_600_000 }),
      await summit.startRelay(undefined, { clockSkewMs: 3_600_000 }),
    ];
    const bots = [
      summit.sitDown(slow, await summit.signUp('Ana')),
      summit.sitDown(fast, await summit.signUp('Ben')),
    ];
    for (const bot of bots) await bot.synced(RECOVERY_MS);
    await typeUntilAcknowledged(bots, 5);
    await agree(bots);
    for (const bot of bots) expect(bot.report().closeCodes).toEqual([]);

    // To a home set forward all grants have run out: the browsers bring their cookies again.
    await summit.home.stop();
    skewMs = 3_600_000;
    for (const bot of bots) bot.edit();
    await summit.home.start();
    for (const bot of bots) await bot.saved(RECOVERY_MS);
    for (const bot of bots) {
      expect(new Set(bot.report().closeCodes)).toEqual(new Set([CLOSE.restarting.code]));
    }
    // Set back, it finds them good for longer than it would have signed them for.
    await summit.home.stop();
    skewMs = 0;
    for (const bot of bots) bot.edit();
    await summit.home.start();
    await agree(bots);
  });
});
