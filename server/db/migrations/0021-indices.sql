-- What every request asks of whoever is signed in.
CREATE INDEX facilitatorByPerson ON hackathon_facilitator (personId);

-- Asked with each look for entries that may be the same, from either side.
CREATE INDEX notTheSameBySecond ON not_the_same (secondId);

-- The colours of the latest people, asked for at each joining.
CREATE INDEX personByCreation ON person (createdAt);
