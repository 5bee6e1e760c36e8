-- What the control room has put on the walls: for all walls of a hackathon, and for one link otherwise
-- than all. JSON, as shared/wall-programme.ts has it; null before anybody decided.
ALTER TABLE hackathon ADD COLUMN wallProgramme TEXT
  CHECK (wallProgramme IS NULL OR json_valid(wallProgramme));
ALTER TABLE wall_link ADD COLUMN programme TEXT CHECK (programme IS NULL OR json_valid(programme));
ALTER TABLE wall_link ADD COLUMN name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 60);
