-- What facilitators do in the control room.

-- Urgent ones fill the walls and come before the others.
ALTER TABLE announcement ADD COLUMN isUrgent INTEGER NOT NULL DEFAULT 0 CHECK (isUrgent IN (0, 1));

-- Who has had an announcement on their screen.
CREATE TABLE announcement_shown (
  announcementId TEXT NOT NULL REFERENCES announcement (id) ON DELETE CASCADE,
  personId TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  PRIMARY KEY (announcementId, personId)
) STRICT, WITHOUT ROWID;
CREATE INDEX announcementShownByPerson ON announcement_shown (personId);

-- Hackathons of bots, taken away wholly afterwards; so nothing of them may come into the catalogue.
CREATE TABLE rehearsal (
  hackathonId TEXT PRIMARY KEY REFERENCES hackathon (id) ON DELETE CASCADE,
  createdAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER rehearsalIsNotPublished BEFORE INSERT ON record
WHEN EXISTS (SELECT 1 FROM rehearsal WHERE hackathonId = NEW.hackathonId)
BEGIN SELECT RAISE(ABORT, 'a rehearsal publishes nothing'); END;
