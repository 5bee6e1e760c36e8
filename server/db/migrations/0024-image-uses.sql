-- Which pictures are named by a document as its projection has it, by a revision, and by a version of
-- a document: whether a picture is still needed is looked up, not searched for in every text. The
-- picture itself may be gone, or not be there yet.
CREATE TABLE document_image (
  documentId TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  hash TEXT NOT NULL,
  PRIMARY KEY (documentId, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX documentImageByHash ON document_image (hash);

CREATE TABLE revision_image (
  recordId TEXT NOT NULL,
  number INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (recordId, number, hash),
  FOREIGN KEY (recordId, number) REFERENCES revision (recordId, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX revisionImageByHash ON revision_image (hash);

CREATE TABLE version_image (
  versionId TEXT NOT NULL REFERENCES document_version (id) ON DELETE CASCADE,
  hash TEXT NOT NULL,
  PRIMARY KEY (versionId, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX versionImageByHash ON version_image (hash);

-- What is there already: every picture whose hash stands anywhere in a text that names pictures. No
-- text is compared with each picture. 64 characters in a row always hold a whole block of 32 that
-- begins at a multiple of 32; where a block holds nothing but hexadecimal digits, what begins there
-- and at the 31 places before it is looked up. Texts are cut into pieces of 1024 bytes first, since
-- each look into a long one reads all of it.
CREATE TEMP TABLE named_image (place TEXT, id TEXT, number INTEGER, hash TEXT);

INSERT INTO named_image (place, id, number, hash)
WITH RECURSIVE
  source (place, id, number, bytes) AS (
    SELECT 'document', documentId, NULL, CAST(fields AS BLOB)
    FROM document_projection WHERE instr(fields, '/images/') > 0
    UNION ALL
    SELECT 'revision', recordId, number, CAST(content AS BLOB)
    FROM revision WHERE instr(content, '/images/') > 0
    UNION ALL
    SELECT 'version', id, NULL, state
    FROM document_version WHERE instr(state, CAST('/images/' AS BLOB)) > 0
  ),
  longest (bytes) AS (
    SELECT max(
      coalesce((SELECT max(octet_length(fields)) FROM document_projection), 0),
      coalesce((SELECT max(octet_length(content)) FROM revision), 0),
      coalesce((SELECT max(octet_length(state)) FROM document_version), 0)
    )
  ),
  cut (start) AS (
    SELECT 1 UNION ALL SELECT start + 1024 FROM cut WHERE start + 1024 <= (SELECT bytes FROM longest)
  ),
  -- With as much of the next piece as a hash reaches over. LIMIT keeps SQLite from reading the whole
  -- text again for each block.
  piece (place, id, number, bytes) AS (
    SELECT place, id, number, substr(bytes, start, 1024 + 63)
    FROM source CROSS JOIN cut ON start <= length(bytes)
    LIMIT -1
  ),
  block (start) AS (SELECT 1 UNION ALL SELECT start + 32 FROM block WHERE start < 1024),
  shift (back) AS (SELECT 0 UNION ALL SELECT back + 1 FROM shift WHERE back < 31)
SELECT DISTINCT piece.place, piece.id, piece.number, image.hash
FROM piece
CROSS JOIN block
  ON block.start + 31 <= length(piece.bytes)
  -- A text ends for SQLite where a byte is zero.
  AND length(CAST(substr(piece.bytes, block.start, 32) AS TEXT)) = 32
  AND CAST(substr(piece.bytes, block.start, 32) AS TEXT) NOT GLOB '*[^0-9a-f]*'
CROSS JOIN shift ON block.start > shift.back
CROSS JOIN image
  ON image.hash = CAST(substr(piece.bytes, block.start - shift.back, 64) AS TEXT);

INSERT INTO document_image (documentId, hash)
SELECT id, hash FROM named_image WHERE place = 'document';

INSERT INTO revision_image (recordId, number, hash)
SELECT id, number, hash FROM named_image WHERE place = 'revision';

INSERT INTO version_image (versionId, hash)
SELECT id, hash FROM named_image WHERE place = 'version';

DROP TABLE named_image;
