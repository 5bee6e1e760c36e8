// What travels about notes: threads at a field or about a whole document, and who is mentioned in
// them. Times are ms since the epoch, by the server's clock.
import { z } from 'zod';
import { hasForbiddenCharacters } from '../forbidden-characters.ts';
import { countGraphemes } from '../graphemes.ts';
import { MAX_NOTE_GRAPHEMES } from '../note-rules.ts';
import { kind } from './parts.ts';

/** Most UTF-16 units of a note: a grapheme can be many, a body cannot. */
const MAX_NOTE_UNITS = 20_000;

/** The words of a note: plain text without characters that steer how it is read. */
const noteText = z
  .string()
  .trim()
  .min(1)
  .max(MAX_NOTE_UNITS)
  .refine((text) => countGraphemes(text) <= MAX_NOTE_GRAPHEMES, {
    message: `At most ${MAX_NOTE_GRAPHEMES} characters.`,
  })
  .refine((text) => !hasForbiddenCharacters(text), {
    message: 'Characters that change the direction of text are not taken.',
  });

/** Ids of people whose `@name` stands in the text. */
const mentions = z.array(z.string().max(40)).max(50).default([]);

/** A note at a field, as a reviewer sends it along. */
export const fieldNote = z.object({ field: z.string().max(60), text: noteText });

export type FieldNote = z.infer<typeof fieldNote>;

/** A first note at a field. */
export const beginThreadRequest = z.object({
  /** `null`: about the document as a whole. */
  field: z.string().max(60).nullable().default(null),
  text: noteText,
  mentions,
});

/** A further note in a thread. */
export const replyRequest = z.object({ text: noteText, mentions });

/** Settled, or open again. */
export const updateThreadRequest = z.object({ isResolved: z.boolean() });

/** A run of a note: words, or somebody who is mentioned. An empty name: erased since. */
const notePart = z.union([
  z.object({ text: z.string() }),
  z.object({ personId: z.string(), name: z.string() }),
]);

export type NotePart = z.infer<typeof notePart>;

/** One note. An empty name: a participant who was erased. */
const noteView = z.object({
  id: z.string(),
  personId: z.string().nullable(),
  personName: z.string(),
  colour: z.string(),
  parts: z.array(notePart),
  at: z.number(),
  /** When its writer last changed it. */
  editedAt: z.number().nullable(),
  /** Its writer took it back: nothing of it is left. */
  isDeleted: z.boolean(),
  /** I am mentioned and have not said that I saw it. */
  isUnseen: z.boolean(),
});

export type NoteView = z.infer<typeof noteView>;

/** A thread, its notes oldest first. */
export const threadView = z.object({
  id: z.string(),
  field: z.string().nullable(),
  notes: z.array(noteView),
  resolvedAt: z.number().nullable(),
  /** Empty: erased since, or still open. */
  resolvedBy: z.string(),
});

export type ThreadView = z.infer<typeof threadView>;

/** Somebody of the hackathon, to be mentioned. */
export const mentionablePerson = z.object({
  personId: z.string(),
  name: z.string(),
  colour: z.string(),
  /** Whether they may write in this document: most notes are for one of these. */
  isClose: z.boolean(),
});

export type MentionablePerson = z.infer<typeof mentionablePerson>;

/** A note that mentions me and that I have not seen. */
export const mentionView = z.object({
  noteId: z.string(),
  documentId: z.string(),
  kind,
  title: z.string(),
  field: z.string().nullable(),
  personName: z.string(),
  parts: z.array(notePart),
  at: z.number(),
});

export type MentionView = z.infer<typeof mentionView>;
