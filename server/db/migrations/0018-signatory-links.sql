-- One-time links by which somebody outside of the hackathon becomes the person who speaks for a
-- signatory. Only the hash of a token is kept; what was used says by whom.
CREATE TABLE signatory_link (
  tokenHash TEXT PRIMARY KEY,
  documentId TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  signatoryId TEXT NOT NULL,
  createdBy TEXT REFERENCES person (id) ON DELETE SET NULL,
  createdAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL,
  usedAt INTEGER,
  usedBy TEXT REFERENCES person (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX signatoryLinkByDocument ON signatory_link (documentId, signatoryId);

-- Whoever came by a link reads their own commitment only; a participant reads the whole document.
ALTER TABLE signatory_person ADD COLUMN isByLink INTEGER NOT NULL DEFAULT 0 CHECK (isByLink IN (0, 1));

-- A changed note says when; of a deleted one nothing but its place in the thread is left, its text is
-- one dash.
ALTER TABLE note ADD COLUMN editedAt INTEGER;
ALTER TABLE note ADD COLUMN deletedAt INTEGER;
