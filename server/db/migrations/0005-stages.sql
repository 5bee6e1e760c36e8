-- What a hackathon's time is divided into: "Ideas until noon". At the end of each a snapshot is kept.
CREATE TABLE stage (
  id TEXT PRIMARY KEY,
  hackathonId TEXT NOT NULL REFERENCES hackathon (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  endsAt INTEGER NOT NULL
) STRICT;
CREATE INDEX stageByHackathon ON stage (hackathonId, endsAt);
