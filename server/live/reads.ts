// What feeds ask of the other parts, as functions: a feed knows no part, and a test hands it plain ones.
import type { DocumentSummary } from '../../shared/api/documents.ts';
import type { AnnouncementView, HackathonView } from '../../shared/api/hackathons.ts';
import type { TeamView } from '../../shared/api/teams.ts';
import type { Documents } from '../documents/documents.ts';
import { toAnnouncementView } from '../hackathons/announcements.ts';
import type { Hackathons } from '../hackathons/hackathons.ts';
import { toHackathonView, toTeamView } from '../hackathons/rows.ts';
import type { PresentUser, Rooms } from '../realtime/types.ts';

/** The current truth, read after each change. `null`: there is no such thing. */
export interface Reads {
  hackathon(hackathonId: string): HackathonView | null;
  team(teamId: string): TeamView | null;
  teams(hackathonId: string): TeamView[];
  document(documentId: string): DocumentSummary | null;
  documents(hackathonId: string): DocumentSummary[];
  /** Those that have not ended, newest first. */
  announcements(hackathonId: string): AnnouncementView[];
  present(documentId: string): readonly PresentUser[];
  presentEverywhere(): ReadonlyMap<string, readonly PresentUser[]>;
}

/** The parts a feed reads from. */
export interface LiveParts {
  readonly documents: Pick<Documents, 'summary' | 'summaries'>;
  readonly hackathons: Pick<Hackathons, 'get' | 'teams' | 'announcements' | 'audit'>;
  readonly rooms: Pick<Rooms, 'present' | 'presentEverywhere' | 'tellAside'>;
}

/** Reads from the parts. */
export function createReads({ documents, hackathons, rooms }: LiveParts): Reads {
  return {
    hackathon(hackathonId) {
      const row = hackathons.get(hackathonId);
      return row === null ? null : toHackathonView(row);
    },
    team(teamId) {
      const row = hackathons.teams.get(teamId);
      return row === null ? null : toTeamView(row);
    },
    teams: (hackathonId) => hackathons.teams.list(hackathonId).map(toTeamView),
    document(documentId) {
      const summary = documents.summary(documentId);
      return summary === null ? null : toGlance(summary);
    },
    documents: (hackathonId) => documents.summaries({ hackathonId }).map(toGlance),
    announcements: (hackathonId) =>
      hackathons.announcements.list(hackathonId).map(toAnnouncementView),
    present: (documentId) => rooms.present(documentId),
    presentEverywhere: () => rooms.presentEverywhere(),
  };
}

/** Fields a board names before the rest becomes a number; in full they were most of its weight. */
const NAMED = 3;

/** A document as a board is told it: of what it lacks, what is most wanted and how much there is. */
function toGlance(document: DocumentSummary): DocumentSummary {
  const required = document.missing.filter(({ requiredFor }) => requiredFor.includes('catalogue'));
  const wanted = required.length > 0 ? required : document.missing;
  return { ...document, missing: wanted.slice(0, NAMED), missingCount: wanted.length };
}
