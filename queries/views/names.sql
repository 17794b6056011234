-- names: the texts that the projections refer to by number: statuses (1 to 9 are the known ones), operations (10 to 15), actors.
DROP VIEW IF EXISTS names;

CREATE VIEW names AS
SELECT number, text FROM name_projection;
