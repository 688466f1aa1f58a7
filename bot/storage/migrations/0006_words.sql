-- Words a server does not want in dreams, as its moderators wrote them.

CREATE TABLE word (
    guild INTEGER NOT NULL,
    number INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (guild, number)
);
