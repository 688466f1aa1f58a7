-- Instants are whole seconds since 1970, UTC, in dream time; those called *_real are in real time.

CREATE TABLE install (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,      -- begins every nonce, so that a new database does not get old messages back
    secret TEXT NOT NULL     -- grows seeds, keys the hashes of blocks
);

CREATE TABLE server (
    guild INTEGER PRIMARY KEY,
    story_channel INTEGER,
    report_channel INTEGER,
    own_words INTEGER NOT NULL DEFAULT 0,
    minimum_days INTEGER NOT NULL DEFAULT 0,
    opened_at INTEGER        -- null until its moderators set the frame
);

CREATE TABLE pool (
    guild INTEGER NOT NULL,
    role INTEGER NOT NULL,
    PRIMARY KEY (guild, role)
);

CREATE TABLE dreamer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild INTEGER NOT NULL,
    user INTEGER,            -- null once the person was erased
    name TEXT NOT NULL,
    pronouns TEXT NOT NULL,
    joined_at INTEGER NOT NULL,
    own_words INTEGER NOT NULL DEFAULT 0,
    pool TEXT NOT NULL,
    dm_channel INTEGER,
    motif TEXT, place TEXT, hand TEXT, colour TEXT, mark_seed TEXT,
    zone TEXT, bedtime INTEGER, waking INTEGER,
    waiting_since INTEGER,
    paused_at INTEGER,
    unreachable_at INTEGER,
    UNIQUE (guild, user)
);
CREATE INDEX dreamer_user ON dreamer (user);
CREATE INDEX dreamer_dm_channel ON dreamer (dm_channel);
CREATE INDEX dreamer_waiting ON dreamer (guild) WHERE waiting_since IS NOT NULL;

CREATE TABLE bond (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild INTEGER NOT NULL,
    a INTEGER NOT NULL REFERENCES dreamer (id),
    b INTEGER NOT NULL REFERENCES dreamer (id),
    formed_at INTEGER NOT NULL,
    stage TEXT NOT NULL,
    stage_at INTEGER NOT NULL,
    ended_at INTEGER
);
CREATE INDEX bond_a ON bond (a);
CREATE INDEX bond_b ON bond (b);
CREATE UNIQUE INDEX bond_one_of_a ON bond (a) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX bond_one_of_b ON bond (b) WHERE ended_at IS NULL;

CREATE TABLE quality (
    dreamer INTEGER NOT NULL,   -- whose it is; 0 for the bond's own
    bond INTEGER NOT NULL,      -- 0 for what a dreamer has without a bond
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (bond, dreamer, name)
);

CREATE TABLE encounter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild INTEGER NOT NULL,
    bond INTEGER REFERENCES bond (id),
    host INTEGER NOT NULL REFERENCES dreamer (id),
    guest INTEGER REFERENCES dreamer (id),
    scene TEXT NOT NULL,
    kind TEXT NOT NULL,
    pack TEXT NOT NULL,
    host_motif TEXT NOT NULL,   -- what lay on whose skin; a shared dream lies in the country of the guest's
    guest_motif TEXT,
    seed TEXT NOT NULL,
    qualities TEXT NOT NULL,    -- as they were when it began
    began_at INTEGER NOT NULL,
    closes_at INTEGER,
    ended_at INTEGER
);
CREATE INDEX encounter_bond ON encounter (bond);
CREATE INDEX encounter_host ON encounter (host);
CREATE INDEX encounter_guest ON encounter (guest);

CREATE TABLE event (
    encounter INTEGER NOT NULL REFERENCES encounter (id),
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    role TEXT,
    beat TEXT,
    answer TEXT,                -- a choice's id, or what was said; null once its writer was erased
    at INTEGER NOT NULL,
    UNIQUE (encounter, seq)
);

CREATE TABLE night (
    dreamer INTEGER NOT NULL REFERENCES dreamer (id),
    date TEXT NOT NULL,
    bedtime INTEGER NOT NULL,
    waking INTEGER NOT NULL,
    encounter INTEGER REFERENCES encounter (id),
    offered_at INTEGER,
    woken_at INTEGER,
    answered_at INTEGER,
    stopped_at INTEGER,
    told INTEGER NOT NULL DEFAULT 0,   -- how many moments of the encounter this dreamer was told
    last_row INTEGER,                  -- the outbox row of the last message of it
    PRIMARY KEY (dreamer, date)
);
CREATE INDEX night_encounter ON night (encounter);

CREATE TABLE kept (
    encounter INTEGER NOT NULL REFERENCES encounter (id),
    dreamer INTEGER NOT NULL REFERENCES dreamer (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (encounter, dreamer)
);

CREATE TABLE excerpt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild INTEGER NOT NULL,
    encounter INTEGER NOT NULL UNIQUE REFERENCES encounter (id),
    offered_by INTEGER NOT NULL REFERENCES dreamer (id),
    asked INTEGER NOT NULL REFERENCES dreamer (id),
    title TEXT NOT NULL,
    telling TEXT NOT NULL,
    offered_at INTEGER NOT NULL,
    agreed_at INTEGER,
    ended_at INTEGER            -- refused, or withdrawn by either
);

CREATE TABLE reading (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild INTEGER NOT NULL,
    began_at INTEGER NOT NULL
);

CREATE TABLE block (
    pair TEXT PRIMARY KEY,      -- keyed hash of two accounts: it outlives them and names nobody
    at INTEGER NOT NULL
);

CREATE TABLE report (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild INTEGER NOT NULL,
    encounter INTEGER NOT NULL REFERENCES encounter (id),
    reporter INTEGER NOT NULL REFERENCES dreamer (id),
    reported INTEGER NOT NULL REFERENCES dreamer (id),
    reason TEXT NOT NULL,
    copy TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE TABLE due (
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (kind, subject)
);
CREATE INDEX due_at ON due (at);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    deed TEXT NOT NULL,            -- send, revise, withdraw
    target INTEGER REFERENCES outbox (id),   -- what is revised or withdrawn
    dreamer INTEGER REFERENCES dreamer (id), -- to whom, by direct message
    channel INTEGER,               -- or into which channel
    encounter INTEGER REFERENCES encounter (id),   -- of which dream it tells
    after INTEGER REFERENCES outbox (id),    -- said only once that row was
    in_thread INTEGER NOT NULL DEFAULT 0,    -- in the thread that hangs on `after`
    letter TEXT NOT NULL,
    silent INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL,
    expires_at INTEGER,
    state TEXT NOT NULL DEFAULT 'waiting',   -- waiting, claimed, unsure, said, dropped
    tried_real INTEGER,            -- first tried, as far as a nonce is concerned
    claimed_real INTEGER,
    retry_real INTEGER,            -- not before this
    by_click INTEGER NOT NULL DEFAULT 0,
    message INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    why TEXT,                      -- why it was dropped
    excerpt INTEGER REFERENCES excerpt (id)  -- what of theirs it shows to the server
);
CREATE INDEX outbox_encounter ON outbox (encounter) WHERE encounter IS NOT NULL;
CREATE INDEX outbox_excerpt ON outbox (excerpt) WHERE excerpt IS NOT NULL;
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state IN ('waiting', 'unsure');
CREATE INDEX outbox_unsaid ON outbox (dreamer, channel) WHERE state IN ('waiting', 'unsure', 'claimed');
