-- Pictures people uploaded, without anything in them that is not seen. A document, a revision or a
-- version of a document names one by its address, which holds the hash.
CREATE TABLE image (
  -- SHA-256 of the bytes.
  hash TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL CHECK (type IN ('image/png', 'image/jpeg', 'image/webp', 'image/gif')),
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  bytes BLOB NOT NULL,
  -- When it was uploaded, or last found to be named by something.
  neededAt INTEGER NOT NULL
) STRICT;
CREATE INDEX image_neededAt ON image (neededAt);

-- Where the toolbox keeps the pictures of a push, so that one which was cut sends none twice.
CREATE TABLE push_image (
  pushId TEXT NOT NULL REFERENCES push (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  -- In the toolbox.
  address TEXT NOT NULL,
  PRIMARY KEY (pushId, name)
) STRICT, WITHOUT ROWID;

-- JSON: what became of the pictures of a card.
ALTER TABLE push_receipt ADD COLUMN pictures TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pictures));
