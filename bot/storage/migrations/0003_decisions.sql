-- What moderators decide: over reports, over who may dream here; and the record of it.

ALTER TABLE report ADD COLUMN person TEXT;       -- keyed hash of the account reported: a removal outlives its deletion
ALTER TABLE report ADD COLUMN decision TEXT;     -- dismissed, warned, removed; null until a moderator decided
ALTER TABLE report ADD COLUMN decided_by INTEGER;
ALTER TABLE report ADD COLUMN decided_at INTEGER;
CREATE INDEX report_reported ON report (reported);

CREATE TABLE removal (
    guild INTEGER NOT NULL,
    person TEXT NOT NULL,       -- keyed hash of server and account
    dreamer INTEGER REFERENCES dreamer (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (guild, person)
);

CREATE TABLE record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild INTEGER NOT NULL,
    moderator INTEGER NOT NULL, -- the account
    did TEXT NOT NULL,
    whom INTEGER REFERENCES dreamer (id),
    what TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX record_guild ON record (guild, id);

CREATE TRIGGER record_is_not_edited BEFORE UPDATE ON record
BEGIN
    SELECT RAISE(ABORT, 'the record is not edited');
END;

-- A server that is erased whole loses its own row first.
CREATE TRIGGER record_is_not_deleted BEFORE DELETE ON record
WHEN EXISTS (SELECT 1 FROM server WHERE guild = OLD.guild)
BEGIN
    SELECT RAISE(ABORT, 'the record is not deleted');
END;
