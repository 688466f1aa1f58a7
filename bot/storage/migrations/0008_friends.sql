-- Friends who are told dreams. A friend is an account: they need be no dreamer.

-- Who agreed to be told by whom.
CREATE TABLE friend (
    dreamer INTEGER NOT NULL REFERENCES dreamer (id),   -- who tells
    user INTEGER NOT NULL,                              -- who is told
    agreed_at INTEGER NOT NULL,
    PRIMARY KEY (dreamer, user)
);
CREATE INDEX friend_user ON friend (user);

-- A dream that is told, or on offer. What is told is not kept: it follows from the dream whenever it is read.
CREATE TABLE telling (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    dreamer INTEGER NOT NULL REFERENCES dreamer (id),   -- who tells
    user INTEGER NOT NULL,                              -- who is told
    encounter INTEGER NOT NULL REFERENCES encounter (id),
    own_words INTEGER NOT NULL,
    at INTEGER NOT NULL,
    heard_at INTEGER,
    answer TEXT,
    answered_at INTEGER,
    ended_at INTEGER,
    UNIQUE (dreamer, user, encounter)
);
CREATE INDEX telling_user ON telling (user);

CREATE TABLE not_told (
    pair TEXT PRIMARY KEY,      -- keyed hash of two accounts, who tells first: it outlives them and names nobody
    at INTEGER NOT NULL
);
