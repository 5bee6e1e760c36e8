// Notes on documents: threads at a field or about the whole, replies, and who is mentioned in them.
// Knows no HTTP, and nothing of the text the notes are about.
import type { Database } from 'better-sqlite3';
import type { FieldNote, MentionablePerson, ThreadView } from '../../shared/api/notes.ts';
import { getField } from '../../shared/fields.ts';
import { createId } from '../../shared/ids.ts';
import type { Actor } from '../../shared/roles.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { RosterEntry } from '../hackathons/roster.ts';
import { AppError, notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { DocumentRow, Documents } from './documents.ts';
import { createNoteReader, type NoteReader } from './note-reader.ts';
import { mentionTokens } from './note-text.ts';

/** Notes one document can hold: above, it is no conversation any more and every reader would pay. */
const MAX_NOTES = 2000;

/** A note as it is written. */
interface NewNote {
  readonly text: string;
  /** People whose `@name` stands in the text. */
  readonly mentions: readonly string[];
}

/** Whose note it is, and what about. */
type Place = Pick<DocumentRow, 'id' | 'hackathonId' | 'kind'>;

/** The notes of this server. The doors have been passed; ids of threads and people are checked. */
export interface Notes extends NoteReader {
  /** Throws `422 unknown_field`, `422 too_many_notes`, `404` for a person who is not in the hackathon. */
  begin(document: Place, note: NewNote & { readonly field: string | null }, by: Actor): ThreadView;
  reply(document: Place, threadId: string, note: NewNote, by: Actor): ThreadView;
  /** Says it in other words. Throws `404` for a deleted one, `409 not_your_note` for another's. */
  edit(document: Place, threadId: string, noteId: string, note: NewNote, by: Actor): ThreadView;
  /**
   * Takes one's own note back: its place says so while others stand in the thread, and the thread goes
   * with the last of them (`null`). Throws as `edit` does.
   */
  remove(document: Place, threadId: string, noteId: string, by: Actor): ThreadView | null;
  /** Resolves or reopens a thread; twice is the same as once. */
  settle(document: Place, threadId: string, isResolved: boolean, by: Actor): ThreadView;
  /**
   * Begins a thread at each field in the caller's transaction; `announce` afterwards. Throws as
   * `begin` does, which takes the whole transaction back.
   */
  attach(document: Place, notes: readonly FieldNote[], by: Actor): void;
  /** Tells everybody who shows the notes of a document; after the commit. */
  announce(document: Place): void;
  /** What mentions somebody in this thread is seen. */
  markSeen(document: Place, threadId: string, personId: string): void;
  /** Everybody of the hackathon but `personId`, those who write in the document first. */
  mentionable(document: Place, personId: string): MentionablePerson[];
}

/** Opens the notes kept in `db`. */
export function openNotes({
  db,
  now,
  changes,
  accounts,
  documents,
  roster,
}: {
  db: Database;
  now: () => number;
  changes: Changes;
  accounts: Accounts;
  documents: Pick<Documents, 'require' | 'subject'>;
  roster: { list(hackathonId: string): RosterEntry[] };
}): Notes {
  const reader = createNoteReader(db, accounts);
  const selectThread = db
    .prepare<[string, string], 1>('SELECT 1 FROM note_thread WHERE id = ? AND documentId = ?')
    .pluck();
  const countNotes = db
    .prepare<[string], number>(
      `SELECT count(*) FROM note JOIN note_thread AS thread ON thread.id = note.threadId
       WHERE thread.documentId = ?`,
    )
    .pluck();
  const insertThread = db.prepare<[string, string, string | null, number]>(
    'INSERT INTO note_thread (id, documentId, field, createdAt) VALUES (?, ?, ?, ?)',
  );
  const insertNote = db.prepare<[string, string, string, string, number]>(
    'INSERT INTO note (id, threadId, personId, text, at) VALUES (?, ?, ?, ?, ?)',
  );
  const insertMention = db.prepare<[string, string]>(
    'INSERT INTO note_mention (noteId, personId) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const selectOwn = db.prepare<{ id: string; threadId: string }, { personId: string | null }>(
    'SELECT personId FROM note WHERE id = :id AND threadId = :threadId AND deletedAt IS NULL',
  );
  const updateNote = db.prepare<{ id: string; text: string; at: number }>(
    'UPDATE note SET text = :text, editedAt = :at WHERE id = :id',
  );
  const blankNote = db.prepare<{ id: string; at: number }>(
    `UPDATE note SET text = '-', deletedAt = :at WHERE id = :id`,
  );
  const keepMentions = db.prepare<{ noteId: string; personIds: string }>(
    `DELETE FROM note_mention WHERE noteId = :noteId
       AND personId NOT IN (SELECT value FROM json_each(:personIds))`,
  );
  const removeBlankThread = db.prepare<{ id: string }>(
    `DELETE FROM note_thread WHERE id = :id
       AND NOT EXISTS (SELECT 1 FROM note WHERE threadId = :id AND deletedAt IS NULL)`,
  );
  const resolveThread = db.prepare<{ id: string; at: number; personId: string }>(
    `UPDATE note_thread SET resolvedAt = :at, resolvedBy = :personId
     WHERE id = :id AND resolvedAt IS NULL`,
  );
  const reopenThread = db.prepare<[string]>(
    'UPDATE note_thread SET resolvedAt = NULL, resolvedBy = NULL WHERE id = ?',
  );
  const markMentions = db.prepare<{ threadId: string; personId: string; at: number }>(
    `UPDATE note_mention SET seenAt = :at WHERE personId = :personId AND seenAt IS NULL
       AND noteId IN (SELECT id FROM note WHERE threadId = :threadId)`,
  );
  function threadOf(documentId: string, threadId: string, personId: string): ThreadView {
    const found = reader.list(documentId, personId).find(({ id }) => id === threadId);
    if (found === undefined) throw notFound('thread');
    return found;
  }

  function requireThread(documentId: string, threadId: string): void {
    if (selectThread.get(threadId, documentId) === undefined) throw notFound('thread');
  }

  /** The text as it is stored, and whom it mentions. */
  function tokensOf(document: Place, { text, mentions }: NewNote) {
    const everybody = mentions.length === 0 ? [] : roster.list(document.hackathonId);
    const names = new Map(everybody.map(({ personId, name }) => [personId, name]));
    const wanted = new Map<string, string>();
    for (const personId of mentions) {
      const name = names.get(personId);
      // Somebody outside of the hackathon is as unknown here as nobody (AC2).
      if (name === undefined) throw notFound('person');
      wanted.set(personId, name);
    }
    return mentionTokens(text, wanted);
  }

  function write(document: Place, threadId: string, note: NewNote, by: Actor): void {
    if ((countNotes.get(document.id) ?? 0) >= MAX_NOTES) {
      throw new AppError(422, 'too_many_notes', `A document holds at most ${MAX_NOTES} notes.`);
    }
    const { text, mentioned } = tokensOf(document, note);
    const id = createId();
    insertNote.run(id, threadId, by.personId, text, now());
    mention(id, mentioned, by);
  }

  function mention(noteId: string, mentioned: ReadonlySet<string>, by: Actor): void {
    for (const personId of mentioned) {
      if (personId !== by.personId) insertMention.run(noteId, personId);
    }
  }

  function requireOwn(document: Place, threadId: string, id: string, by: Actor): void {
    requireThread(document.id, threadId);
    const note = selectOwn.get({ id, threadId });
    if (note === undefined) throw notFound('note');
    if (note.personId !== by.personId) {
      throw new AppError(409, 'not_your_note', 'Only whoever wrote a note changes it.');
    }
  }

  function open(document: Place, field: string | null): string {
    if (field !== null && getField(document.kind, field) === null) {
      throw new AppError(422, 'unknown_field', 'This kind of entry has no such field.');
    }
    const id = createId();
    insertThread.run(id, document.id, field, now());
    return id;
  }

  function announce({ id, hackathonId }: Place): void {
    changes.emit({ type: 'notes', documentId: id, hackathonId });
  }

  const begin = db.transaction((...[document, note, by]: Parameters<Notes['begin']>): string => {
    const id = open(document, note.field);
    write(document, id, note, by);
    return id;
  });

  const reply = db.transaction((...[document, threadId, note, by]: Parameters<Notes['reply']>) => {
    requireThread(document.id, threadId);
    write(document, threadId, note, by);
    // Whoever answers a settled question has opened it again.
    reopenThread.run(threadId);
  });

  const edit = db.transaction(
    (...[document, threadId, noteId, note, by]: Parameters<Notes['edit']>): void => {
      requireOwn(document, threadId, noteId, by);
      const { text, mentioned } = tokensOf(document, note);
      updateNote.run({ id: noteId, text, at: now() });
      keepMentions.run({ noteId, personIds: JSON.stringify([...mentioned]) });
      mention(noteId, mentioned, by);
    },
  );

  const remove = db.transaction(
    (...[document, threadId, noteId, by]: Parameters<Notes['remove']>): boolean => {
      requireOwn(document, threadId, noteId, by);
      blankNote.run({ id: noteId, at: now() });
      keepMentions.run({ noteId, personIds: '[]' });
      return removeBlankThread.run({ id: threadId }).changes === 0;
    },
  );

  return {
    ...reader,
    begin(document, note, by) {
      const id = begin.immediate(document, note, by);
      announce(document);
      return threadOf(document.id, id, by.personId);
    },
    reply(document, threadId, note, by) {
      reply.immediate(document, threadId, note, by);
      announce(document);
      return threadOf(document.id, threadId, by.personId);
    },
    edit(document, threadId, noteId, note, by) {
      edit.immediate(document, threadId, noteId, note, by);
      announce(document);
      return threadOf(document.id, threadId, by.personId);
    },
    remove(document, threadId, noteId, by) {
      const isLeft = remove.immediate(document, threadId, noteId, by);
      announce(document);
      return isLeft ? threadOf(document.id, threadId, by.personId) : null;
    },
    settle(document, threadId, isResolved, { personId }) {
      requireThread(document.id, threadId);
      if (isResolved) resolveThread.run({ id: threadId, at: now(), personId });
      else reopenThread.run(threadId);
      announce(document);
      return threadOf(document.id, threadId, personId);
    },
    attach(document, notes, by) {
      for (const { field, text } of notes) {
        write(document, open(document, field), { text, mentions: [] }, by);
      }
    },
    announce,
    markSeen(document, threadId, personId) {
      requireThread(document.id, threadId);
      const { changes: marked } = markMentions.run({ threadId, personId, at: now() });
      // The board and the other tabs of the same person take the mention away too.
      if (marked > 0) announce(document);
    },
    mentionable(document, personId) {
      const { teamId, invitedTeamIds } = documents.subject(documents.require(document.id));
      const writing = new Set([teamId, ...invitedTeamIds]);
      return roster
        .list(document.hackathonId)
        .filter((entry) => entry.personId !== personId)
        .map(({ personId: id, name, colour, teamIds }) => ({
          personId: id,
          name,
          colour,
          isClose: teamIds.some((team) => writing.has(team)),
        }))
        .sort((first, second) => Number(second.isClose) - Number(first.isClose));
    },
  };
}
