-- Days after a hackathon's end after which its guests are erased; null keeps them until they ask.
ALTER TABLE hackathon ADD COLUMN guestRetentionDays INTEGER
  CHECK (guestRetentionDays BETWEEN 1 AND 3650);

-- Browsers in which an account was once signed in to: strangers guessing its password do not lock
-- these out. Only the hash of the browser's token is here.
CREATE TABLE known_browser (
  tokenHash TEXT NOT NULL,
  personId TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  lastUsedAt INTEGER NOT NULL,
  PRIMARY KEY (tokenHash, personId)
) STRICT, WITHOUT ROWID;
CREATE INDEX knownBrowserByPerson ON known_browser (personId, lastUsedAt);
