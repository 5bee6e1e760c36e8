// The words a document cannot be shown without. Apart from the screen, which comes beside them.

/** All of them are kept in the browser with the app: an address that opens without a line waits for them. */
export const FORM_WORDS: readonly string[] = ['editor', 'fields', 'notes', 'lookup'];
