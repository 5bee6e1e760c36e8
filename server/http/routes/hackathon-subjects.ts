// Finds the hackathon or team a request names and asks `can()`. What one may not even read answers
// as if it did not exist (AC2).
import type { Context } from 'hono';
import { type Actor, can, type Subject, type Verbs } from '../../../shared/roles.ts';
import type { AnnouncementRow } from '../../hackathons/announcements.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import type { HackathonRow, TeamRow } from '../../hackathons/rows.ts';
import { type Env, requireActor } from '../context.ts';
import { forbidden, notFound } from '../errors.ts';

/** The hackathon of this id or slug, for somebody who may do `verb` to it. */
export function requireHackathon(
  c: Context<Env>,
  hackathons: Hackathons,
  verb: Verbs['hackathon'],
  idOrSlug: string,
): { hackathon: HackathonRow; actor: Actor } {
  const actor = requireActor(c);
  const hackathon = hackathons.get(idOrSlug) ?? hackathons.getBySlug(idOrSlug);
  if (hackathon === null) throw notFound('hackathon');
  const subject = { type: 'hackathon', id: hackathon.id, state: hackathon.state } as const;
  if (!can(actor, 'read', subject)) throw notFound('hackathon');
  if (!can(actor, verb, subject)) throw forbidden();
  return { hackathon, actor };
}

/** The announcement of this id, for somebody who may do `verb` to its hackathon. */
export function requireAnnouncement(
  c: Context<Env>,
  hackathons: Hackathons,
  verb: Verbs['hackathon'],
  id: string,
): { announcement: AnnouncementRow; actor: Actor } {
  requireActor(c);
  const announcement = hackathons.announcements.get(id);
  if (announcement === null) throw notFound('announcement');
  const { actor } = requireHackathon(c, hackathons, verb, announcement.hackathonId);
  return { announcement, actor };
}

/** The team of this id with its hackathon, for somebody who may do `verb` to it. */
export function requireTeam(
  c: Context<Env>,
  hackathons: Hackathons,
  verb: Verbs['team'],
  id: string,
): {
  team: TeamRow;
  hackathon: HackathonRow;
  actor: Actor;
  subject: Extract<Subject, { type: 'team' }>;
} {
  const actor = requireActor(c);
  const team = hackathons.teams.get(id);
  const hackathon = team === null ? null : hackathons.get(team.hackathonId);
  if (team === null || hackathon === null) throw notFound('team');
  const subject = {
    type: 'team',
    id: team.id,
    hackathonId: hackathon.id,
    hackathonState: hackathon.state,
  } as const;
  if (!can(actor, 'read', subject)) throw notFound('team');
  if (!can(actor, verb, subject)) throw forbidden();
  return { team, hackathon, actor, subject };
}
