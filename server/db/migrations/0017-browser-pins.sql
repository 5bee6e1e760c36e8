-- Browsers that let somebody back in with a PIN: shared laptops, which are locked or handed over by
-- signing out and keep the way back. `tokenHash` is of the browser's own token.
CREATE TABLE browser_pin (
  tokenHash TEXT NOT NULL,
  personId TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  pinHash TEXT NOT NULL,
  lastUsedAt INTEGER NOT NULL,
  PRIMARY KEY (tokenHash, personId)
) STRICT;
CREATE INDEX browserPinByPerson ON browser_pin (personId);
