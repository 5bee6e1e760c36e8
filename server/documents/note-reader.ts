// Threads and notes as those who read them see them: who wrote what, whom it mentions, what is unseen.
// Changes nothing, and asks nobody who may read.
import type { Database } from 'better-sqlite3';
import type { MentionView, NotePart, NoteView, ThreadView } from '../../shared/api/notes.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { toParts } from './note-text.ts';

interface NoteRow {
  id: string;
  threadId: string;
  personId: string | null;
  personName: string;
  colour: string;
  text: string;
  at: number;
  editedAt: number | null;
  deletedAt: number | null;
  isUnseen: 0 | 1;
}

interface ThreadRow {
  id: string;
  field: string | null;
  resolvedAt: number | null;
  resolvedBy: string | null;
}

/** Reads notes. */
export interface NoteReader {
  /** Open threads first, each group oldest first. `personId` is who reads. */
  list(documentId: string, personId: string): ThreadView[];
  /** Unseen mentions of somebody in a hackathon, newest first. */
  mentions(hackathonId: string, personId: string): MentionView[];
}

/** Prepares the statements. */
export function createNoteReader(db: Database, accounts: Pick<Accounts, 'people'>): NoteReader {
  const selectThreads = db.prepare<[string], ThreadRow>(
    `SELECT id, field, resolvedAt, resolvedBy FROM note_thread WHERE documentId = ?
     ORDER BY resolvedAt IS NOT NULL, createdAt, rowid`,
  );
  const selectNotes = db.prepare<{ documentId: string; personId: string }, NoteRow>(
    `SELECT note.id, note.threadId, note.personId, note.text, note.at, note.editedAt,
       note.deletedAt,
       iif(person.erasedAt IS NULL, coalesce(person.name, ''), '') AS personName,
       coalesce(person.colour, '') AS colour,
       EXISTS (SELECT 1 FROM note_mention AS mention WHERE mention.noteId = note.id
         AND mention.personId = :personId AND mention.seenAt IS NULL) AS isUnseen
     FROM note JOIN note_thread AS thread ON thread.id = note.threadId
     LEFT JOIN person ON person.id = note.personId
     WHERE thread.documentId = :documentId ORDER BY note.at, note.rowid`,
  );
  const selectMentions = db.prepare<
    { hackathonId: string; personId: string },
    Omit<MentionView, 'parts' | 'personName'> & { personId: string | null; text: string }
  >(
    `SELECT note.id AS noteId, document.id AS documentId, document.kind, projection.title,
       thread.field, note.personId, note.text, note.at
     FROM note_mention AS mention
     JOIN note ON note.id = mention.noteId
     JOIN note_thread AS thread ON thread.id = note.threadId
     JOIN document ON document.id = thread.documentId
     JOIN document_projection AS projection ON projection.documentId = document.id
     WHERE mention.personId = :personId AND mention.seenAt IS NULL
       AND document.hackathonId = :hackathonId
     ORDER BY note.at DESC, note.rowid DESC`,
  );
  const selectMentioned = db
    .prepare<[string], string>('SELECT personId FROM note_mention WHERE noteId = ?')
    .pluck();

  function nameOf(personId: string | null): string {
    return personId === null ? '' : (accounts.people.names([personId]).get(personId) ?? '');
  }

  function partsOf(noteId: string, text: string): NotePart[] {
    const mentioned = text.includes('@[') ? selectMentioned.all(noteId) : [];
    return toParts(text, accounts.people.names(mentioned), new Set(mentioned));
  }

  function toNote({ id, threadId: _, text, isUnseen, deletedAt, ...rest }: NoteRow): NoteView {
    const isDeleted = deletedAt !== null;
    const parts = isDeleted ? [] : partsOf(id, text);
    return { id, ...rest, parts, isDeleted, isUnseen: isUnseen === 1 };
  }

  return {
    list(documentId, personId) {
      const notes = new Map<string, NoteView[]>();
      for (const row of selectNotes.iterate({ documentId, personId })) {
        const thread = notes.get(row.threadId) ?? [];
        notes.set(row.threadId, thread);
        thread.push(toNote(row));
      }
      return selectThreads.all(documentId).map(({ id, field, resolvedAt, resolvedBy }) => ({
        id,
        field,
        notes: notes.get(id) ?? [],
        resolvedAt,
        resolvedBy: nameOf(resolvedBy),
      }));
    },
    mentions(hackathonId, personId) {
      return selectMentions
        .all({ hackathonId, personId })
        .map(({ personId: authorId, text, ...rest }) => ({
          ...rest,
          personName: nameOf(authorId),
          parts: partsOf(rest.noteId, text),
        }));
    },
  };
}
