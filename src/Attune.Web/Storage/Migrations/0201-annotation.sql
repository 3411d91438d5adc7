-- What people judge. A round is a set of items; an item dealt to somebody is a task, and holds their answer.
CREATE TABLE rounds (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- What is judged: contests.
  kind TEXT NOT NULL,
  -- The name of the run or dataset that the items come from.
  source TEXT NOT NULL,
  instructions TEXT NOT NULL,
  -- How many people see each item.
  overlap BIGINT NOT NULL,
  opinions TEXT NOT NULL CHECK (opinions IN ('none', 'on-request')),
  created_at TEXT NOT NULL,
  closed_at TEXT,
  -- When the answers were last written to where they come from.
  written_at TEXT
);

CREATE TABLE round_annotators (
  round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  -- How they are called wherever answers leave the console.
  pseudonym TEXT NOT NULL,
  PRIMARY KEY (round_id, account_id),
  UNIQUE (round_id, pseudonym)
);

CREATE TABLE round_items (
  id TEXT PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
  place BIGINT NOT NULL,
  -- JSON; what is shown, and who made it.
  body TEXT NOT NULL,
  -- 1 where the first who sees it has the seats swapped; the second has them the other way, and so on.
  swapped_first BIGINT NOT NULL,
  -- What a model said of it, in the words of an answer that hangs on no seat; null where none did.
  model_says TEXT,
  -- Answers so far; never more than the round's overlap.
  answers BIGINT NOT NULL DEFAULT 0,
  UNIQUE (round_id, place)
);

CREATE INDEX round_items_by_answers ON round_items (round_id, answers DESC, place);

CREATE TABLE round_tasks (
  id TEXT PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
  item_id TEXT NOT NULL REFERENCES round_items (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  swapped BIGINT NOT NULL,
  -- Changes whenever it is dealt anew: a form sent twice is taken once.
  token TEXT NOT NULL,
  dealt_at TEXT NOT NULL,
  -- Until then nobody else gets its place.
  held_until TEXT NOT NULL,
  -- left, right or tie as they saw it; null until they said so.
  answer TEXT,
  answered_at TEXT,
  skipped_at TEXT,
  -- When they asked for a model's opinion.
  opinion_at TEXT,
  comment TEXT NOT NULL DEFAULT '',
  -- Milliseconds before it, pauses left out; null where the browser does not say.
  active_ms BIGINT,
  UNIQUE (item_id, account_id)
);

CREATE INDEX round_tasks_by_account ON round_tasks (account_id, round_id, answered_at);
CREATE INDEX round_tasks_by_round ON round_tasks (round_id, answered_at);
