-- A document everybody is asked to look at: an announcement whose words are its title back then.
ALTER TABLE announcement ADD COLUMN documentId TEXT REFERENCES document (id) ON DELETE CASCADE;
CREATE INDEX announcementByDocument ON announcement (documentId) WHERE documentId IS NOT NULL;

-- When somebody who had it on their screen opened the document.
ALTER TABLE announcement_shown ADD COLUMN openedAt INTEGER;

-- The facilitator who is on the way to a team with its hand up.
ALTER TABLE team ADD COLUMN helperId TEXT REFERENCES person (id) ON DELETE SET NULL;
CREATE INDEX teamByHelper ON team (helperId) WHERE helperId IS NOT NULL;
