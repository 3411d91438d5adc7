-- Datasets that the console made of collections, and the chats that may not come back into them.
CREATE TABLE collected (
  -- The folder's name among the datasets.
  name TEXT PRIMARY KEY,
  collection_id TEXT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('chats', 'mined')),
  state TEXT NOT NULL CHECK (state IN ('making', 'done', 'failed')),
  problem TEXT,
  model TEXT,
  made_at TEXT NOT NULL
);

-- A chat that was deleted, without content. Done when it is in no dataset any more.
CREATE TABLE forgotten_chats (
  id TEXT PRIMARY KEY,
  collection_id TEXT NOT NULL,
  forgotten_at TEXT NOT NULL,
  done_at TEXT
);
