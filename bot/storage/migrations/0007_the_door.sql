-- The evening door: a post in a channel each evening, by which dreams are told in place of direct messages.

ALTER TABLE server ADD COLUMN door_channel INTEGER;
ALTER TABLE server ADD COLUMN door_zone TEXT;
ALTER TABLE server ADD COLUMN door_at INTEGER;                   -- minutes of wall time there
ALTER TABLE server ADD COLUMN door_for_all INTEGER NOT NULL DEFAULT 0;

ALTER TABLE dreamer ADD COLUMN wants_door INTEGER NOT NULL DEFAULT 0;  -- from the next night on
ALTER TABLE dreamer ADD COLUMN at_door INTEGER NOT NULL DEFAULT 0;     -- since their last bedtime

ALTER TABLE outbox ADD COLUMN at_door INTEGER NOT NULL DEFAULT 0;      -- waits at the door, never said by direct message
CREATE INDEX outbox_at_door ON outbox (dreamer) WHERE at_door = 1 AND state IN ('waiting', 'unsure');
