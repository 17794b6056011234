-- names: the texts behind the numbers of the projections: statuses (1 to 9 the known ones), operations (10 to 15), actors.
DROP VIEW IF EXISTS names;

CREATE VIEW names AS
SELECT number, text FROM name_projection;
