-- Looking drafts up while people type. document_listing, document_search and name_piece are derived:
-- the first two from document_projection, the third from both listings by the triggers below.

CREATE TABLE document_listing (
  number INTEGER PRIMARY KEY,
  documentId TEXT NOT NULL UNIQUE REFERENCES document (id) ON DELETE CASCADE,
  hackathonId TEXT NOT NULL,
  kind TEXT NOT NULL,
  normalisedTitle TEXT NOT NULL,
  websiteKey TEXT,
  sourceCodeKey TEXT,
  wikidata TEXT
) STRICT;
CREATE INDEX documentListingByTitle ON document_listing (hackathonId, kind, normalisedTitle);
CREATE INDEX documentListingByWebsite ON document_listing (hackathonId, websiteKey)
  WHERE websiteKey IS NOT NULL;
CREATE INDEX documentListingBySourceCode ON document_listing (hackathonId, sourceCodeKey)
  WHERE sourceCodeKey IS NOT NULL;
CREATE INDEX documentListingByWikidata ON document_listing (hackathonId, wikidata)
  WHERE wikidata IS NOT NULL;

CREATE INDEX recordListingByWebsite ON record_listing (websiteKey) WHERE websiteKey IS NOT NULL;
CREATE INDEX recordListingBySourceCode ON record_listing (sourceCodeKey)
  WHERE sourceCodeKey IS NOT NULL;
CREATE INDEX recordListingByWikidata ON record_listing (wikidata) WHERE wikidata IS NOT NULL;

-- rowid is document_listing.number.
CREATE VIRTUAL TABLE document_search USING fts5 (
  title,
  plainText,
  content = '',
  contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);

-- Names cut into parts, two of a short name and three of a long one: a name that differs by fewer
-- letters than it has parts shares one of them, at nearly the same place. Part 9 is all words in
-- order. scope is a hackathon's id for documents and empty for records.
CREATE TABLE name_piece (
  scope TEXT NOT NULL,
  kind TEXT NOT NULL,
  length INTEGER NOT NULL,
  part INTEGER NOT NULL,
  piece TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (scope, kind, length, part, piece, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX namePieceByNumber ON name_piece (number, scope);

-- One row a name and part, for whoever keeps pieces.
CREATE VIEW record_name_piece (scope, kind, length, part, piece, number) AS
  WITH sized AS (
    SELECT kind, number, normalisedTitle AS name, length(normalisedTitle) AS size,
      iif(length(normalisedTitle) < 12, 2, 3) AS parts
    FROM record_listing WHERE length(normalisedTitle) >= 5
  )
  SELECT '', kind, size, part.value,
    substr(name, 1 + part.value * size / parts,
      (part.value + 1) * size / parts - part.value * size / parts), number
  FROM sized JOIN json_each('[0,1,2]') AS part ON part.value < parts
  UNION ALL
  SELECT '', kind, 0, 9, (SELECT group_concat(word.value, ' ' ORDER BY word.value)
      FROM json_each('["' || replace(name, ' ', '","') || '"]') AS word), number
  FROM sized WHERE instr(name, ' ') > 0;

CREATE VIEW document_name_piece (scope, kind, length, part, piece, number) AS
  WITH sized AS (
    SELECT hackathonId, kind, number, normalisedTitle AS name, length(normalisedTitle) AS size,
      iif(length(normalisedTitle) < 12, 2, 3) AS parts
    FROM document_listing WHERE length(normalisedTitle) >= 5
  )
  SELECT hackathonId, kind, size, part.value,
    substr(name, 1 + part.value * size / parts,
      (part.value + 1) * size / parts - part.value * size / parts), number
  FROM sized JOIN json_each('[0,1,2]') AS part ON part.value < parts
  UNION ALL
  SELECT hackathonId, kind, 0, 9, (SELECT group_concat(word.value, ' ' ORDER BY word.value)
      FROM json_each('["' || replace(name, ' ', '","') || '"]') AS word), number
  FROM sized WHERE instr(name, ' ') > 0;

INSERT INTO name_piece SELECT * FROM record_name_piece;

CREATE TRIGGER recordListingPieces AFTER INSERT ON record_listing
BEGIN INSERT INTO name_piece SELECT * FROM record_name_piece WHERE number = NEW.number; END;
CREATE TRIGGER recordListingPiecesGone AFTER DELETE ON record_listing
BEGIN DELETE FROM name_piece WHERE number = OLD.number AND scope = ''; END;

CREATE TRIGGER documentListingPieces AFTER INSERT ON document_listing
BEGIN INSERT INTO name_piece SELECT * FROM document_name_piece WHERE number = NEW.number; END;
CREATE TRIGGER documentListingPiecesAgain AFTER UPDATE OF normalisedTitle ON document_listing
WHEN NEW.normalisedTitle <> OLD.normalisedTitle
BEGIN
  DELETE FROM name_piece WHERE number = OLD.number AND scope = OLD.hackathonId;
  INSERT INTO name_piece SELECT * FROM document_name_piece WHERE number = NEW.number;
END;
CREATE TRIGGER documentListingPiecesGone AFTER DELETE ON document_listing
BEGIN
  DELETE FROM name_piece WHERE number = OLD.number AND scope = OLD.hackathonId;
  DELETE FROM document_search WHERE rowid = OLD.number;
END;

-- A team that found another team's draft asks to write there. Gone when it is let in.
CREATE TABLE join_request (
  documentId TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  teamId TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  askedBy TEXT REFERENCES person (id) ON DELETE SET NULL,
  askedAt INTEGER NOT NULL,
  declinedAt INTEGER,
  PRIMARY KEY (documentId, teamId)
) STRICT, WITHOUT ROWID;
CREATE INDEX joinRequestByTeam ON join_request (teamId);
