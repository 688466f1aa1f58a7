-- When a dreamer last did anything here outside of a dream: nights ignored before it count no more.
ALTER TABLE dreamer ADD COLUMN seen_at INTEGER;
