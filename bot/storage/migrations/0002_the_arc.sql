-- The arc: its pace, its steps, what was learnt, and what one of two waits for.

ALTER TABLE server ADD COLUMN pace TEXT NOT NULL DEFAULT 'plain';

-- When a bond came to a stage.
CREATE TABLE step (
    bond INTEGER NOT NULL REFERENCES bond (id),
    stage TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (bond, stage)
);
INSERT INTO step (bond, stage, at) SELECT id, stage, stage_at FROM bond;
INSERT INTO step (bond, stage, at) SELECT id, 'marked', formed_at FROM bond WHERE stage <> 'marked';

-- The picture one has of the other: what was learnt, in the order it was learnt.
CREATE TABLE picture_line (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bond INTEGER NOT NULL REFERENCES bond (id),
    knower INTEGER NOT NULL REFERENCES dreamer (id),
    line TEXT NOT NULL,
    replaces TEXT,
    encounter INTEGER NOT NULL REFERENCES encounter (id),
    at INTEGER NOT NULL,
    told_at INTEGER             -- the waking at which the picture was said with it
);
CREATE INDEX picture_line_of ON picture_line (bond, knower);

-- What was taught, by the soulmate, and whether it held awake.
CREATE TABLE lesson (
    bond INTEGER NOT NULL REFERENCES bond (id),
    dreamer INTEGER NOT NULL REFERENCES dreamer (id),   -- who was taught
    lesson TEXT NOT NULL,
    encounter INTEGER NOT NULL REFERENCES encounter (id),
    at INTEGER NOT NULL,
    asked_at INTEGER,
    held INTEGER,
    PRIMARY KEY (bond, dreamer, lesson)
);

-- What a dreamer takes to bed.
CREATE TABLE carried (
    dreamer INTEGER NOT NULL REFERENCES dreamer (id),
    date TEXT NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (dreamer, date)
);

-- A dreamer's page of the register.
CREATE TABLE page (
    dreamer INTEGER NOT NULL REFERENCES dreamer (id),
    number INTEGER NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (dreamer, number)
);

-- Who was kept waiting, was asked once what they wish, and what they wished.
CREATE TABLE wish (
    bond INTEGER NOT NULL REFERENCES bond (id),
    dreamer INTEGER NOT NULL REFERENCES dreamer (id),
    asked_at INTEGER NOT NULL,
    wish TEXT,
    PRIMARY KEY (bond, dreamer)
);

-- The waking meeting: a hand held out, and taken.
CREATE TABLE meeting (
    bond INTEGER PRIMARY KEY REFERENCES bond (id),
    held_out_by INTEGER NOT NULL REFERENCES dreamer (id),
    held_out_at INTEGER NOT NULL,
    taken_at INTEGER,
    ended_at INTEGER            -- taken down again by either
);
