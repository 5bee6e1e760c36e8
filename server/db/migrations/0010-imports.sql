-- Imports: what was brought in by whom, with its report, so that it can be read again and taken back.
CREATE TABLE import (
  id TEXT PRIMARY KEY,
  hackathonId TEXT NOT NULL REFERENCES hackathon (id) ON DELETE CASCADE,
  -- The team chosen for rows that name none.
  teamId TEXT REFERENCES team (id) ON DELETE SET NULL,
  -- Null for the command line.
  personId TEXT REFERENCES person (id) ON DELETE SET NULL,
  fileName TEXT NOT NULL,
  format TEXT NOT NULL,
  at INTEGER NOT NULL,
  created INTEGER NOT NULL,
  improved INTEGER NOT NULL,
  organisations INTEGER NOT NULL,
  teams INTEGER NOT NULL,
  -- ImportedRow[]
  report TEXT NOT NULL CHECK (json_valid(report)),
  undoneAt INTEGER,
  undoneBy TEXT REFERENCES person (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX importByHackathon ON import (hackathonId, at);

-- throughSeq: the last of the log when it was made; a longer log says that somebody worked on it.
CREATE TABLE import_document (
  documentId TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  importId TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  throughSeq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX importDocumentByImport ON import_document (importId);

CREATE TABLE import_team (
  teamId TEXT PRIMARY KEY REFERENCES team (id) ON DELETE CASCADE,
  importId TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX importTeamByImport ON import_team (importId);

-- Which column is for which field, as it was last chosen for these headings.
CREATE TABLE import_mapping (
  hackathonId TEXT NOT NULL REFERENCES hackathon (id) ON DELETE CASCADE,
  headings TEXT NOT NULL,
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  PRIMARY KEY (hackathonId, headings)
) STRICT, WITHOUT ROWID;

-- The record a document writes, and the revision of it that the document goes on from. A record may
-- have several documents: the one it began with, and those in which it is improved.
CREATE TABLE document_record (
  documentId TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  recordId TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  baseRevision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX documentRecordByRecord ON document_record (recordId);
INSERT INTO document_record SELECT documentId, id, headRevision FROM record;

-- Where each revision was written. Not part of its hash: a team may be renamed or merged.
CREATE TABLE revision_source (
  recordId TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  documentId TEXT NOT NULL REFERENCES document (id) ON DELETE RESTRICT,
  hackathonId TEXT NOT NULL REFERENCES hackathon (id) ON DELETE RESTRICT,
  teamId TEXT REFERENCES team (id) ON DELETE SET NULL,
  PRIMARY KEY (recordId, number)
) STRICT, WITHOUT ROWID;
INSERT INTO revision_source
  SELECT revision.recordId, revision.number, record.documentId, record.hackathonId, record.teamId
  FROM revision JOIN record ON record.id = revision.recordId;
