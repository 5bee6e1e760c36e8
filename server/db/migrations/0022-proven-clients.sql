-- Whether the person spoke for the client id, by typing under it or by being present as it, or only
-- brought its words along from a time the server knows nothing of. A restore forgets what was proven.
ALTER TABLE document_client ADD COLUMN isProven INTEGER NOT NULL DEFAULT 1
  CHECK (isProven IN (0, 1));
