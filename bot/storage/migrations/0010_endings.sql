-- How bonds end, and servers the bot is not in.

-- Who had no part in the end of it: their turn comes a little sooner. Null where neither, or both.
ALTER TABLE bond ADD COLUMN left_behind INTEGER REFERENCES dreamer (id);
-- The last bond that was over when the mark was given: a later one that is over has left this mark cooled.
ALTER TABLE dreamer ADD COLUMN marked_after INTEGER;
-- Since when the bot is not in it; null while it is.
ALTER TABLE server ADD COLUMN away_since INTEGER;
