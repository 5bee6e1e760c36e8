// Tells whoever has a document open that something beside its words changed: they follow no board, and
// are told to ask. Knows no screen.
import type { Aside } from '../../shared/protocol.ts';
import { createReferences } from '../catalogue/references.ts';
import type { Database } from '../db/open.ts';
import type { Rooms } from '../realtime/types.ts';
import type { Changes } from './changes.ts';

/** Titles kept to compare with: more documents than a summit has in hand at once. */
const MAX_TITLES = 2000;

/** Passes on what changes; returns how to stop. */
export function openAsides({
  db,
  changes,
  rooms,
}: {
  readonly db: Database;
  readonly changes: Changes;
  readonly rooms: Pick<Rooms, 'presentEverywhere' | 'tellAside'>;
}): () => void {
  const ofHackathon = db.prepare<{ open: string; id: string }, string>(
    `SELECT id FROM document WHERE hackathonId = :id AND id IN (SELECT value FROM json_each(:open))`,
  );
  const ofTeam = db.prepare<{ open: string; id: string }, string>(
    `SELECT id FROM document
     WHERE id IN (SELECT value FROM json_each(:open)) AND (teamId = :id OR id IN
       (SELECT documentId FROM document_invited_team WHERE teamId = :id))`,
  );

  const selectTitle = db
    .prepare<[string], string>('SELECT title FROM document_projection WHERE documentId = ?')
    .pluck();
  const selectWriter = db
    .prepare<[string], string>('SELECT documentId FROM record WHERE id = ?')
    .pluck();
  const references = createReferences(db);
  /** As last told, by document; forgotten together, which costs each one more message. */
  const titles = new Map<string, string>();

  function tell(documents: typeof ofTeam, id: string, aside: Aside): void {
    const open = JSON.stringify([...rooms.presentEverywhere().keys()]);
    for (const documentId of documents.pluck().all({ open, id })) {
      rooms.tellAside(documentId, aside);
    }
  }

  /** Whoever refers to it shows its title and where it stands. */
  function tellReferring(documentId: string): void {
    const open = [...rooms.presentEverywhere().keys()];
    for (const id of references.referring(documentId, open)) rooms.tellAside(id, 'references');
  }

  return changes.subscribe((change) => {
    switch (change.type) {
      case 'notes':
        rooms.tellAside(change.documentId, 'notes');
        break;
      case 'document': {
        const { documentId, isOfWords = false } = change;
        if (!isOfWords) rooms.tellAside(documentId, 'view');
        const title = selectTitle.get(documentId) ?? '';
        // Words come every second, titles seldom.
        if (isOfWords && titles.get(documentId) === title) break;
        if (titles.size >= MAX_TITLES) titles.clear();
        titles.set(documentId, title);
        tellReferring(documentId);
        break;
      }
      case 'record': {
        const documentId = selectWriter.get(change.recordId);
        if (documentId !== undefined) tellReferring(documentId);
        break;
      }
      case 'team':
        tell(ofTeam, change.teamId, 'view');
        break;
      case 'hackathon':
        tell(ofHackathon, change.hackathonId, 'view');
        break;
      case 'announcements':
        tell(ofHackathon, change.hackathonId, 'announcements');
        break;
      // Who is there travels with the words; rights are told by the rooms themselves.
      case 'presence':
      case 'member':
      case 'walls':
      case 'rights':
        break;
      default:
        change satisfies never;
    }
  });
}
