-- On what a dreamer's mark is shown, and who in the server may see it: covered until they say otherwise.
ALTER TABLE dreamer ADD COLUMN skin TEXT NOT NULL DEFAULT 'paper';
ALTER TABLE dreamer ADD COLUMN cover TEXT NOT NULL DEFAULT 'covered';
