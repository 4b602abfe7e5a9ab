-- Where the tags of a round lay when it was revealed, for its figures: the text changes afterwards, by corrections and erasures. Numbers and ids,
-- no words. Of rounds revealed before, the next start keeps where they lie then.
CREATE TABLE compared_tags (
  round TEXT PRIMARY KEY REFERENCES rounds (id),
  -- UTF-16 units of the text, as if paragraphs that a workshop had practised on were not there; so in spans.
  length INTEGER NOT NULL,
  -- JSON [[coder, category, start, end, whether it is a further range of the tag before: 1 or 0], …]
  spans TEXT NOT NULL
);
