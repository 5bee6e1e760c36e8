-- What makes a hackathon its own, how long a shared laptop may lie open in it, and until when its join
-- codes let people in.
ALTER TABLE hackathon ADD COLUMN accent TEXT CHECK (accent GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]');
-- Minutes without a touch; null never locks.
ALTER TABLE hackathon ADD COLUMN lockAfterMinutes INTEGER DEFAULT 10 CHECK (lockAfterMinutes BETWEEN 1 AND 240);
-- How long the hall's code lasts before another takes its place; null until somebody replaces it.
ALTER TABLE hackathon ADD COLUMN hallCodeHours INTEGER CHECK (hallCodeHours BETWEEN 1 AND 168);
-- When the codes stop letting anybody in; null while the hackathon is not closed.
ALTER TABLE hackathon ADD COLUMN joinUntil INTEGER;

-- Pictures as they are sent out: made anew from what was uploaded, with nothing but pixels in them.
CREATE TABLE hackathon_logo (
  hackathonId TEXT PRIMARY KEY REFERENCES hackathon (id) ON DELETE CASCADE,
  hash TEXT NOT NULL,
  png BLOB NOT NULL
) STRICT, WITHOUT ROWID;
