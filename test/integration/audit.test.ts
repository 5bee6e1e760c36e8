// Every decision that only a facilitator or an administrator can make is written down. Which routes
// those are is not listed but found: with `can()`, from the rule each route has.
import { describe, expect, it } from 'vitest';
import {
  can,
  DOCUMENT_STATES,
  HACKATHON_STATES,
  type Subject,
  type Verbs,
} from '../../shared/roles.ts';
import type { AccessWorld, Cast } from '../support/access-world.ts';
import { organisationSeed } from '../support/entries.ts';
import {
  BODIES,
  documentedRoutes,
  openThings,
  pathOf,
  type Things,
} from '../support/route-requests.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** A body that changes something, where the one of the access matrix leaves all as it is. */
const CHANGES: Readonly<Record<string, (things: Things) => unknown>> = {
  'patch /hackathons/{id}': () => ({ name: 'Renamed' }),
  'patch /teams/{id}': () => ({ name: 'Renamed' }),
  'post /hackathons/{id}/teams': () => ({ name: 'A new one' }),
  'post /teams/{id}/members/{personId}/move': ({ teamId }) => ({ toTeamId: teamId }),
  'post /teams/{id}/merge': ({ teamId }) => ({ intoTeamId: teamId }),
};

/** Routes that need something else than the access matrix, which only asks whether they are let in. */
const OTHER_PATHS: Readonly<Record<string, (server: TestServer, leader: string) => string>> = {
  'delete /rehearsals/{id}': ({ parts }, leader) => {
    const times = { startsAt: 1, endsAt: 2 };
    const { id } = parts.rehearsals.create({ name: 'Rehearsal', ...times }, leader);
    return `/api/rehearsals/${id}`;
  },
};

/** Port 1 answers nobody: a push to it waits for its next attempt. */
const UNREACHABLE_TOOLBOX = {
  address: 'http://127.0.0.1:1',
  account: 'sommet',
  apiKey: 'not-a-real-key',
  timeoutMs: 1000,
  retryMs: 60_000,
};

/** Steps that members may take as well in some state, and that are decisions when others take them. */
const ALSO_DECISIONS = new Set(['document:reopen']);

/** Looks at something that is too long for an address, and changes nothing. */
const LOOKS = new Set(['post /hackathons/{id}/imports/preview']);

/** The first states in which somebody may do what a rule says. */
function firstStates(world: AccessWorld, rule: string, { actor }: Cast) {
  const [type, verb] = rule.split(':') as [Subject['type'], string];
  for (const hackathonState of HACKATHON_STATES) {
    for (const documentState of DOCUMENT_STATES) {
      const subject = world.subjects(hackathonState, documentState)[type];
      // The verb is one of this subject's: a route's rule names both.
      if (subject && can(actor, verb as Verbs[typeof type], subject as never)) {
        return [hackathonState, documentState] as const;
      }
    }
  }
  return null;
}

describe('the audit log', () => {
  it('[AU1] has a line for every route by which a facilitator or administrator decides', async () => {
    await using server = await startTestServer({ toolbox: UNREACHABLE_TOOLBOX });
    const things = await openThings(server);
    const play = (name: string) => things.cast.find((cast) => cast.name === name)!;
    const member = play('the owning team');
    const leaders = [play('a facilitator'), play('an administrator')];
    const { accounts, lifecycle } = server.parts;
    const facilitator = accounts.actor(leaders[0]!.person!.personId);
    // Something to push.
    const finished = server.createDocument(things.teamId, 'organisation', organisationSeed());
    lifecycle.finalise(finished, facilitator);
    // Not counted: removing a rehearsal takes its own lines with it.
    const newest = server.parts.db
      .prepare<[], string>(
        'SELECT json_array(seq, action, subject) FROM audit ORDER BY seq DESC LIMIT 1',
      )
      .pluck();
    const seen: string[] = [];
    const missing: string[] = [];
    for (const route of documentedRoutes(server)) {
      if (route.method === 'GET' || LOOKS.has(route.key) || !route.rule.includes(':')) continue;
      const isShared = firstStates(things, route.rule, member) !== null;
      if (isShared && !ALSO_DECISIONS.has(route.rule)) continue;
      const leader = leaders.find((cast) => firstStates(things, route.rule, cast) !== null);
      if (leader === undefined) continue;
      const [hackathonState, documentState] = ALSO_DECISIONS.has(route.rule)
        ? (['open', 'finalised'] as const)
        : firstStates(things, route.rule, leader)!;
      things.set(hackathonState, documentState);
      const path =
        OTHER_PATHS[route.key]?.(server, leader.person!.personId) ?? pathOf(route, things);
      const before = newest.get();
      const response = await server.request(path, {
        method: route.method,
        person: leader.person,
        body: (CHANGES[route.key] ?? BODIES[route.key])?.(things),
      });
      seen.push(route.key);
      if (response.status >= 300) missing.push(`${route.key}: answered ${response.status}`);
      else if (newest.get() === before) missing.push(`${route.key}: no line`);
    }
    expect(missing).toEqual([]);
    expect(seen).toContain('post /documents/{id}/return');
    expect(seen).toContain('post /documents/{id}/reopen');
    expect(seen).toContain('delete /people/{id}');
    expect(seen.length).toBeGreaterThanOrEqual(15);
  });

  it('[AU1] holds no code, token or password, and is read newest first', async () => {
    await using server = await startTestServer();
    const { hackathon } = server.createHackathon();
    const person = await server.signUp({ name: 'Fay', facilitates: [hackathon.id] });
    const post = (path: string, body?: unknown) =>
      server.request(`/api/hackathons/${hackathon.id}/${path}`, { method: 'POST', person, body });
    const code = (await (await post('codes', {})).json()) as { code: string };
    const wall = (await (await post('wall-links')).json()) as { url: string };
    const invitation = (await (await post('facilitator-invitations')).json()) as { url: string };
    const response = await server.request(`/api/hackathons/${hackathon.id}/audit`, { person });
    const text = await response.text();
    for (const secret of [
      code.code,
      wall.url.split('/').at(-1)!,
      invitation.url.split('/').at(-1)!,
    ]) {
      expect(text).not.toContain(secret);
    }
    const { entries } = JSON.parse(text) as { entries: { action: string; personName: string }[] };
    expect(entries.slice(0, 3).map(({ action }) => action)).toEqual([
      'facilitator-invited',
      'wall-link-created',
      'code-created',
    ]);
    expect(entries[0]!.personName).toBe('Fay');
  });
});
