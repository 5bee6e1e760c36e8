-- Pushes to a toolbox and their receipts.

-- One push: the very bundle that is sent, so that a push which was cut goes on with the same words.
-- Pushing is for the whole catalogue; hackathonId says from which control room it was started.
CREATE TABLE push (
  id TEXT NOT NULL PRIMARY KEY,
  hackathonId TEXT NOT NULL REFERENCES hackathon (id) ON DELETE CASCADE,
  -- Address and account it goes to; never the key.
  toolbox TEXT NOT NULL,
  account TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'stopped')),
  step TEXT NOT NULL CHECK (step IN ('check', 'send', 'read-back')),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- When the next attempt may begin.
  dueAt INTEGER NOT NULL,
  startedAt INTEGER NOT NULL,
  endedAt INTEGER,
  -- Somebody looked at the cards of the account which are not ours, and pushes all the same.
  mayDropOthers INTEGER NOT NULL DEFAULT 0 CHECK (mayDropOthers IN (0, 1)),
  bundleHash TEXT NOT NULL,
  -- The bundle's JSON, compressed.
  bundle BLOB NOT NULL,
  bundleBytes INTEGER NOT NULL,
  errorCode TEXT,
  errorDetail TEXT NOT NULL DEFAULT ''
) STRICT;

-- The toolbox takes a bundle as everything an account stands for: two at once would undo each other.
CREATE UNIQUE INDEX push_one_at_a_time ON push (state) WHERE state = 'running';
CREATE INDEX push_startedAt ON push (startedAt);

-- What became of one record in one push.
CREATE TABLE push_receipt (
  pushId TEXT NOT NULL REFERENCES push (id) ON DELETE CASCADE,
  recordId TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- The card's name, by which the toolbox knows it.
  title TEXT NOT NULL,
  path TEXT NOT NULL,
  revision INTEGER NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('added', 'changed', 'unchanged', 'removed')),
  -- JSON: what differs from the last push, attribute by attribute.
  fields TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'confirmed', 'unconfirmed')),
  cardId TEXT,
  previousCardId TEXT,
  -- Further cards of the same name the account stands for.
  doubles INTEGER NOT NULL DEFAULT 0 CHECK (doubles >= 0),
  -- JSON: sentences of the toolbox.
  warnings TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (pushId, recordId)
) STRICT, WITHOUT ROWID;
