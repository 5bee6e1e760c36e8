-- What people say about a document, at one of its fields or (field null) about the whole of it.
CREATE TABLE note_thread (
  id TEXT PRIMARY KEY,
  documentId TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  field TEXT,
  createdAt INTEGER NOT NULL,
  resolvedAt INTEGER,
  resolvedBy TEXT REFERENCES person (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX noteThreadByDocument ON note_thread (documentId, createdAt);

-- A mentioned person stands in the text as @[id]: their name is looked up whenever it is read.
CREATE TABLE note (
  id TEXT PRIMARY KEY,
  threadId TEXT NOT NULL REFERENCES note_thread (id) ON DELETE CASCADE,
  personId TEXT REFERENCES person (id) ON DELETE SET NULL,
  text TEXT NOT NULL CHECK (length(text) >= 1),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX noteByThread ON note (threadId, at);

CREATE TABLE note_mention (
  noteId TEXT NOT NULL REFERENCES note (id) ON DELETE CASCADE,
  personId TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  seenAt INTEGER,
  PRIMARY KEY (noteId, personId)
) STRICT, WITHOUT ROWID;
CREATE INDEX noteMentionUnseen ON note_mention (personId) WHERE seenAt IS NULL;

-- Up to where in the log somebody has seen a document; `unseen` holds the roots they have not looked
-- at yet, each with the older place up to which they had.
CREATE TABLE document_visit (
  documentId TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  personId TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  throughSeq INTEGER NOT NULL,
  unseen TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(unseen)),
  at INTEGER NOT NULL,
  PRIMARY KEY (documentId, personId)
) STRICT, WITHOUT ROWID;

-- Counted anew from the log, now with the place of each person's last change.
DELETE FROM document_authorship;
DELETE FROM document_authorship_state;
ALTER TABLE document_authorship ADD COLUMN lastSeq INTEGER NOT NULL DEFAULT 0;

-- Who speaks for a signatory of a collective action, as a facilitator said, and who confirmed it.
CREATE TABLE signatory_person (
  documentId TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  signatoryId TEXT NOT NULL,
  personId TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  PRIMARY KEY (documentId, signatoryId)
) STRICT, WITHOUT ROWID;

CREATE TABLE signatory_confirmation (
  documentId TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  signatoryId TEXT NOT NULL,
  personId TEXT REFERENCES person (id) ON DELETE SET NULL,
  commitment TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (documentId, signatoryId, at)
) STRICT, WITHOUT ROWID;
