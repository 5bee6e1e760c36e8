-- Who took a document back: what somebody withdrew themselves they may take up again themselves.
ALTER TABLE document ADD COLUMN withdrawnBy TEXT REFERENCES person (id) ON DELETE SET NULL;
CREATE INDEX documentByWithdrawer ON document (withdrawnBy) WHERE withdrawnBy IS NOT NULL;
