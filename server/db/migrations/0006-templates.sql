-- How a hackathon's entries may begin: a kind and a description by language, as JSON.
CREATE TABLE document_template (
  id TEXT PRIMARY KEY,
  hackathonId TEXT NOT NULL REFERENCES hackathon (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('tool', 'use-case', 'organisation', 'collective-action')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  texts TEXT NOT NULL CHECK (json_valid(texts)),
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX documentTemplateByHackathon ON document_template (hackathonId, position);
