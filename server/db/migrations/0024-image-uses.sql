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

INSERT INTO document_image (documentId, hash)
SELECT projection.documentId, image.hash
FROM document_projection AS projection
JOIN image ON instr(projection.fields, image.hash) > 0
WHERE instr(projection.fields, '/images/') > 0;

INSERT INTO revision_image (recordId, number, hash)
SELECT revision.recordId, revision.number, image.hash
FROM revision JOIN image ON instr(revision.content, image.hash) > 0
WHERE instr(revision.content, '/images/') > 0;

INSERT INTO version_image (versionId, hash)
SELECT version.id, image.hash
FROM document_version AS version
JOIN image ON instr(version.state, CAST(image.hash AS BLOB)) > 0
WHERE instr(version.state, CAST('/images/' AS BLOB)) > 0;
