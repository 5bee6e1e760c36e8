-- What joiners ask most, made with the whole state and kept beside it: the state's vector, and the
-- deletions that someone with the same vector may lack. The digest (SHA-256 over the three) says that
-- all of it is what was once verified, so that it can be passed on before it is decoded.
ALTER TABLE document_snapshot ADD COLUMN stateVector BLOB;
ALTER TABLE document_snapshot ADD COLUMN deletions BLOB;
ALTER TABLE document_snapshot ADD COLUMN digest BLOB;
