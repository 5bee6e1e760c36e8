-- What the public catalogue needs beside records: facets of every kind, names in three languages to
-- search by, who names whom, and whether an entry is still alive. The derived tables are emptied; the
-- server fills them from `revision` at its next start.
DELETE FROM record_listing;
DROP TABLE record_facet;
DROP TABLE record_search;

CREATE TABLE record_facet (
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  number INTEGER NOT NULL REFERENCES record_listing (number) ON DELETE CASCADE,
  label TEXT NOT NULL,
  PRIMARY KEY (number, facet, value)
) STRICT, WITHOUT ROWID;

-- A published record names another, in one of its fields.
CREATE TABLE record_reference (
  ref TEXT NOT NULL,
  field TEXT NOT NULL,
  number INTEGER NOT NULL REFERENCES record_listing (number) ON DELETE CASCADE,
  PRIMARY KEY (ref, field, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX recordReferenceByRecord ON record_reference (number);

-- rowid is record_listing.number. `names` are countries, tags and options in our three languages.
CREATE VIRTUAL TABLE record_search USING fts5 (
  title,
  names,
  plainText,
  content = '',
  contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '1 2 3'
);

-- The words of record_search, to find the one that was meant.
CREATE VIRTUAL TABLE record_word USING fts5vocab (record_search, 'row');

-- Somebody looked whether what a record is about still exists. The newest counts; none is changed.
CREATE TABLE record_confirmation (
  id INTEGER PRIMARY KEY,
  recordId TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  isAlive INTEGER NOT NULL CHECK (isAlive IN (0, 1)),
  note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 500),
  personId TEXT REFERENCES person (id) ON DELETE SET NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX recordConfirmationByRecord ON record_confirmation (recordId, id);

CREATE INDEX recordByMergedInto ON record (mergedInto) WHERE mergedInto IS NOT NULL;
