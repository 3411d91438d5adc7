-- What the owner of a round settles where annotators differ: it counts in the place of what they say.
CREATE TABLE round_decisions (
  item_id TEXT PRIMARY KEY REFERENCES round_items (id) ON DELETE CASCADE,
  account_id TEXT REFERENCES accounts (id) ON DELETE SET NULL,
  -- In the words of an answer, as they saw the item.
  answer TEXT NOT NULL,
  swapped BIGINT NOT NULL,
  comment TEXT NOT NULL,
  decided_at TEXT NOT NULL
);
