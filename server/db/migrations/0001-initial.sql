-- People and how they prove who they are.
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  email TEXT UNIQUE COLLATE NOCASE,
  passwordHash TEXT,
  isAdministrator INTEGER NOT NULL DEFAULT 0 CHECK (isAdministrator IN (0, 1)),
  colour TEXT NOT NULL,
  language TEXT NOT NULL DEFAULT 'en',
  createdAt INTEGER NOT NULL,
  erasedAt INTEGER
) STRICT;

-- id is the SHA-256 of the cookie's secret: nothing in this table works as a cookie.
CREATE TABLE session (
  id TEXT PRIMARY KEY,
  personId TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  createdAt INTEGER NOT NULL,
  lastSeenAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL,
  userAgent TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX sessionByPerson ON session (personId);

CREATE TABLE one_time_link (
  tokenHash TEXT PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('first-facilitator', 'invite-facilitator', 'reset-password')),
  personId TEXT REFERENCES person (id) ON DELETE CASCADE,
  hackathonId TEXT REFERENCES hackathon (id) ON DELETE CASCADE,
  createdAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL,
  usedAt INTEGER
) STRICT;

-- The occasion and its tables of people.
CREATE TABLE hackathon (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  place TEXT NOT NULL DEFAULT '',
  startsAt INTEGER NOT NULL,
  endsAt INTEGER NOT NULL,
  timeZone TEXT NOT NULL DEFAULT 'UTC',
  languages TEXT NOT NULL DEFAULT '["en","fr","es"]' CHECK (json_valid(languages)),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'frozen', 'closed')),
  reviewRequired INTEGER NOT NULL DEFAULT 0 CHECK (reviewRequired IN (0, 1)),
  createdAt INTEGER NOT NULL,
  CHECK (endsAt >= startsAt)
) STRICT;

CREATE TABLE hackathon_facilitator (
  hackathonId TEXT NOT NULL REFERENCES hackathon (id) ON DELETE CASCADE,
  personId TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  addedAt INTEGER NOT NULL,
  PRIMARY KEY (hackathonId, personId)
) STRICT, WITHOUT ROWID;

CREATE TABLE team (
  id TEXT PRIMARY KEY,
  hackathonId TEXT NOT NULL REFERENCES hackathon (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  colour TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  handRaisedAt INTEGER,
  -- The team's own end, when a facilitator gave it more time than the hackathon has.
  extendedUntil INTEGER
) STRICT;
CREATE INDEX teamByHackathon ON team (hackathonId);

CREATE TABLE team_member (
  teamId TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  personId TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  joinedAt INTEGER NOT NULL,
  PRIMARY KEY (teamId, personId)
) STRICT, WITHOUT ROWID;
CREATE INDEX teamMemberByPerson ON team_member (personId);

-- A code for one team, or (teamId null) for the hackathon: then the person picks a team.
CREATE TABLE join_code (
  code TEXT PRIMARY KEY,
  hackathonId TEXT NOT NULL REFERENCES hackathon (id) ON DELETE CASCADE,
  teamId TEXT REFERENCES team (id) ON DELETE CASCADE,
  createdAt INTEGER NOT NULL,
  revokedAt INTEGER
) STRICT;
CREATE INDEX joinCodeByHackathon ON join_code (hackathonId);

CREATE TABLE wall_link (
  id TEXT PRIMARY KEY,
  hackathonId TEXT NOT NULL REFERENCES hackathon (id) ON DELETE CASCADE,
  tokenHash TEXT NOT NULL UNIQUE,
  createdAt INTEGER NOT NULL,
  revokedAt INTEGER
) STRICT;

CREATE TABLE announcement (
  id TEXT PRIMARY KEY,
  hackathonId TEXT NOT NULL REFERENCES hackathon (id) ON DELETE CASCADE,
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
  createdBy TEXT REFERENCES person (id) ON DELETE SET NULL,
  createdAt INTEGER NOT NULL,
  endedAt INTEGER
) STRICT;
CREATE INDEX announcementByHackathon ON announcement (hackathonId, createdAt);

-- Documents: what is being written. Status, owner and deadline live here, never in the Y.Doc.
CREATE TABLE document (
  id TEXT PRIMARY KEY,
  hackathonId TEXT NOT NULL REFERENCES hackathon (id) ON DELETE CASCADE,
  teamId TEXT NOT NULL REFERENCES team (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('tool', 'use-case', 'organisation', 'collective-action')),
  state TEXT NOT NULL DEFAULT 'draft'
    CHECK (state IN ('draft', 'in-review', 'finalised', 'reopened', 'withdrawn', 'merged')),
  stateChangedAt INTEGER NOT NULL,
  createdBy TEXT REFERENCES person (id) ON DELETE SET NULL,
  createdAt INTEGER NOT NULL
) STRICT;
CREATE INDEX documentByTeam ON document (teamId);
CREATE INDEX documentByHackathon ON document (hackathonId, state);

CREATE TABLE document_invited_team (
  documentId TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  teamId TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  invitedBy TEXT REFERENCES person (id) ON DELETE SET NULL,
  invitedAt INTEGER NOT NULL,
  PRIMARY KEY (documentId, teamId)
) STRICT, WITHOUT ROWID;

-- The log: every admitted change, with its author and time. Never deleted: authorship is read from it.
CREATE TABLE document_update (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  documentId TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  personId TEXT REFERENCES person (id) ON DELETE SET NULL,
  bytes BLOB NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX documentUpdateByDocument ON document_update (documentId, seq);

-- The compacted whole state up to throughSeq, so that opening does not replay the log.
CREATE TABLE document_snapshot (
  documentId TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  state BLOB NOT NULL,
  throughSeq INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- Which person a Yjs client id writes for; the first writer claims it.
CREATE TABLE document_client (
  documentId TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  clientId INTEGER NOT NULL,
  personId TEXT REFERENCES person (id) ON DELETE SET NULL,
  PRIMARY KEY (documentId, clientId)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_version (
  id TEXT PRIMARY KEY,
  documentId TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  cause TEXT NOT NULL CHECK (cause IN ('named', 'finalised', 'deadline', 'large-deletion', 'restored')),
  name TEXT NOT NULL DEFAULT '',
  state BLOB NOT NULL,
  throughSeq INTEGER NOT NULL,
  personId TEXT REFERENCES person (id) ON DELETE SET NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX documentVersionByDocument ON document_version (documentId, at);

-- Derived from the document after every commit; can be rebuilt from the log at any time.
CREATE TABLE document_projection (
  documentId TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  plainText TEXT NOT NULL,
  completeness REAL NOT NULL CHECK (completeness BETWEEN 0 AND 1),
  missing TEXT NOT NULL CHECK (json_valid(missing)),
  throughSeq INTEGER NOT NULL,
  lastEditedBy TEXT REFERENCES person (id) ON DELETE SET NULL,
  lastEditedAt INTEGER
) STRICT;

-- The catalogue. A record is an entry; its revisions are what was said of it, for good.
CREATE TABLE record (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('tool', 'use-case', 'organisation', 'collective-action')),
  slug TEXT NOT NULL,
  hackathonId TEXT NOT NULL REFERENCES hackathon (id) ON DELETE RESTRICT,
  teamId TEXT REFERENCES team (id) ON DELETE SET NULL,
  documentId TEXT NOT NULL UNIQUE REFERENCES document (id) ON DELETE RESTRICT,
  state TEXT NOT NULL DEFAULT 'published' CHECK (state IN ('published', 'withdrawn', 'merged')),
  mergedInto TEXT REFERENCES record (id) ON DELETE RESTRICT,
  headRevision INTEGER NOT NULL,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL,
  UNIQUE (kind, slug),
  CHECK ((state = 'merged') = (mergedInto IS NOT NULL))
) STRICT;
CREATE INDEX recordByHackathon ON record (hackathonId, state);

-- A permalink that once named a record goes on naming it after a rename or merge.
CREATE TABLE record_slug (
  kind TEXT NOT NULL,
  slug TEXT NOT NULL,
  recordId TEXT NOT NULL REFERENCES record (id) ON DELETE RESTRICT,
  PRIMARY KEY (kind, slug)
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
  recordId TEXT NOT NULL REFERENCES record (id) ON DELETE RESTRICT,
  number INTEGER NOT NULL CHECK (number >= 1),
  title TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  plainText TEXT NOT NULL,
  contributors TEXT NOT NULL CHECK (json_valid(contributors)),
  documentState BLOB NOT NULL,
  finalisedBy TEXT REFERENCES person (id) ON DELETE RESTRICT,
  finalisedAt INTEGER NOT NULL,
  previousHash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  PRIMARY KEY (recordId, number)
) STRICT;
CREATE TRIGGER revisionIsNeverChanged BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision never changes'); END;
CREATE TRIGGER revisionIsNeverDeleted BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision is never deleted'); END;

-- Two entries somebody has looked at and called different. Ids are record or document ids, ordered.
CREATE TABLE not_the_same (
  firstId TEXT NOT NULL,
  secondId TEXT NOT NULL,
  personId TEXT REFERENCES person (id) ON DELETE SET NULL,
  reason TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  PRIMARY KEY (firstId, secondId),
  CHECK (firstId < secondId)
) STRICT, WITHOUT ROWID;

-- What facilitators and administrators decided.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  personId TEXT REFERENCES person (id) ON DELETE SET NULL,
  hackathonId TEXT REFERENCES hackathon (id) ON DELETE CASCADE,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail))
) STRICT;
CREATE INDEX auditByHackathon ON audit (hackathonId, seq);
