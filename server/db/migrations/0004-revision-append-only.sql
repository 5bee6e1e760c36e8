-- INSERT OR REPLACE deletes without asking the triggers of 0001; a revision only ever follows the one
-- before it.
CREATE TRIGGER revisionOnlyFollows BEFORE INSERT ON revision
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM revision WHERE recordId = NEW.recordId)
  OR NEW.previousHash <> coalesce(
    (SELECT hash FROM revision WHERE recordId = NEW.recordId ORDER BY number DESC LIMIT 1), '')
  OR EXISTS (SELECT 1 FROM revision WHERE hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'a revision only follows the one before it'); END;
