// What a note may be, for the form that writes one and the door that takes it.

/** Longest note, in graphemes. */
export const MAX_NOTE_GRAPHEMES = 2000;
