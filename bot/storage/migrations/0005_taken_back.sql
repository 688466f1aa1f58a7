-- What was said in a dream and taken back within minutes: the words are kept for a report, and shown to nobody else.

ALTER TABLE event ADD COLUMN taken_back_at INTEGER;
