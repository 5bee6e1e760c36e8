-- Since when a push gets nowhere, for the sentence that says what is the matter.
ALTER TABLE push ADD COLUMN troubledAt INTEGER;
