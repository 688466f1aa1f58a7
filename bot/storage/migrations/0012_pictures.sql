-- Whether pictures head dreams: for a dreamer, and for a whole server.
ALTER TABLE dreamer ADD COLUMN pictures INTEGER NOT NULL DEFAULT 1;
ALTER TABLE server ADD COLUMN pictures INTEGER NOT NULL DEFAULT 1;
