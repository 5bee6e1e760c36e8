-- What each document's relations point to, as its projection has them: asked from the other side
-- whenever a title changes, which is often while a hall writes.
CREATE TABLE document_reference (
  documentId TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  ref TEXT NOT NULL,
  PRIMARY KEY (documentId, ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX documentReferenceByRef ON document_reference (ref);

INSERT OR IGNORE INTO document_reference (documentId, ref)
SELECT projection.documentId, relation.value
FROM document_projection AS projection, json_tree(projection.fields) AS relation
WHERE relation.key = 'ref' AND relation.type = 'text';
