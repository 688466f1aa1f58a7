-- Who was shown, at the waking after names were given, the mark the other one wears.
CREATE TABLE emblem (
    bond INTEGER NOT NULL REFERENCES bond (id),
    dreamer INTEGER NOT NULL REFERENCES dreamer (id),
    shown_at INTEGER NOT NULL,
    PRIMARY KEY (bond, dreamer)
);
