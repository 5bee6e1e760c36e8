// What a server tells a screen, for unit tests of screens and walls: whole values of which a test says
// only what it is about. Knows no server.
import type { DocumentSummary } from '../../shared/api/documents.ts';
import type { HackathonView } from '../../shared/api/hackathons.ts';
import type { BoardView, PresenceView } from '../../shared/api/live.ts';
import type { TeamView } from '../../shared/api/teams.ts';

/** An open hackathon. */
export function hackathonView(more: Partial<HackathonView> = {}): HackathonView {
  return {
    id: 'h',
    slug: 'paris-2016',
    name: 'Paris 2016',
    place: 'Paris',
    startsAt: 0,
    endsAt: 1,
    timeZone: 'Europe/Paris',
    languages: ['en'],
    state: 'open',
    reviewRequired: false,
    stages: [],
    accent: null,
    logoPath: null,
    lockAfterMinutes: null,
    hallCodeHours: null,
    joinUntil: null,
    ...more,
  };
}

/** A team of that hackathon, named as its id. */
export function teamView(id: string, more: Partial<TeamView> = {}): TeamView {
  return {
    id,
    hackathonId: 'h',
    name: id,
    colour: '#3D4ED8',
    handRaisedAt: null,
    helper: null,
    extendedUntil: null,
    memberCount: 1,
    ...more,
  };
}

/** An empty draft of a tool, of team `a`. */
export function documentSummary(id: string, more: Partial<DocumentSummary> = {}): DocumentSummary {
  return {
    id,
    hackathonId: 'h',
    teamId: 'a',
    kind: 'tool',
    state: 'draft',
    title: '',
    completeness: 0,
    missing: [],
    createdAt: 0,
    lastEditedAt: null,
    lastEditedBy: null,
    recordPath: null,
    headRevision: null,
    invitedTeamIds: [],
    askingTeamIds: [],
    openNotes: 0,
    ...more,
  };
}

/** Somebody of a team who has a document open, named as their id. */
export function presenceView(personId: string, teamId: string): PresenceView {
  return { personId, name: personId, colour: '#3D4ED8', teamId, field: null };
}

/** The board of that hackathon, with nothing on it. */
export function boardView(more: Partial<BoardView> = {}): BoardView {
  return {
    hackathon: hackathonView(),
    teams: [],
    documents: [],
    presence: {},
    announcements: [],
    cursor: 'boot-1',
    serverTime: 0,
    ...more,
  };
}
