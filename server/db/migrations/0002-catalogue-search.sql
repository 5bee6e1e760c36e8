-- What search and the look-up of duplicates need of each published record's newest revision. Derived:
-- can be rebuilt from `revision` at any time.
CREATE TABLE record_listing (
  number INTEGER PRIMARY KEY,
  recordId TEXT NOT NULL UNIQUE REFERENCES record (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  normalisedTitle TEXT NOT NULL,
  websiteKey TEXT,
  sourceCodeKey TEXT,
  wikidata TEXT,
  finalisedAt INTEGER NOT NULL
) STRICT;
CREATE INDEX recordListingByTitle ON record_listing (kind, normalisedTitle);
CREATE INDEX recordListingByTime ON record_listing (finalisedAt DESC, number DESC);

CREATE TABLE record_facet (
  facet TEXT NOT NULL CHECK (facet IN ('country', 'tag')),
  value TEXT NOT NULL,
  number INTEGER NOT NULL REFERENCES record_listing (number) ON DELETE CASCADE,
  label TEXT NOT NULL,
  PRIMARY KEY (facet, value, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX recordFacetByRecord ON record_facet (number);

-- rowid is record_listing.number.
CREATE VIRTUAL TABLE record_search USING fts5 (
  title,
  plainText,
  content = '',
  contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);

-- What a reviewer wrote when an entry went back to its team.
CREATE TABLE review_note (
  id TEXT PRIMARY KEY,
  documentId TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  personId TEXT REFERENCES person (id) ON DELETE SET NULL,
  note TEXT NOT NULL CHECK (length(note) BETWEEN 1 AND 2000),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX reviewNoteByDocument ON review_note (documentId, at);

-- Who wrote which root of a document, counted from the log up to throughSeq; state is the document
-- there, so that counting goes on from it. Derived: can be rebuilt from the log at any time.
CREATE TABLE document_authorship (
  documentId TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  root TEXT NOT NULL,
  -- Empty for what the server wrote by itself.
  personId TEXT NOT NULL,
  updates INTEGER NOT NULL,
  firstSeq INTEGER NOT NULL,
  lastAt INTEGER NOT NULL,
  PRIMARY KEY (documentId, root, personId)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_authorship_state (
  documentId TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  throughSeq INTEGER NOT NULL,
  state BLOB NOT NULL
) STRICT;
