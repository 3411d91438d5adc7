-- Collections of chats: what the owner asks for, who takes part, and what they say.
CREATE TABLE collections (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  messages_a_day BIGINT NOT NULL,
  tokens_each BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  closed_at TEXT
);

-- What people consent to. It never changes: other terms are another version.
CREATE TABLE collection_terms (
  collection_id TEXT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  version BIGINT NOT NULL,
  text TEXT NOT NULL,
  model TEXT NOT NULL,
  -- 1 where identifiers are removed before anything is stored or sent.
  redacts BIGINT NOT NULL,
  -- The day after which all is deleted, as 2026-12-31.
  keep_until TEXT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (collection_id, version)
);

-- The id is the only name that a person has in datasets.
CREATE TABLE participations (
  id TEXT PRIMARY KEY,
  collection_id TEXT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
  -- Whoever takes this link takes part.
  invitation_id TEXT REFERENCES invitations (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  consented_version BIGINT,
  consented_at TEXT,
  withdrawn_at TEXT,
  -- Counted here and not from the messages: deleting them gives no quota back.
  day TEXT NOT NULL,
  messages_today BIGINT NOT NULL,
  tokens_used BIGINT NOT NULL,
  UNIQUE (collection_id, account_id)
);

CREATE INDEX participations_by_account ON participations (account_id);
CREATE INDEX participations_by_invitation ON participations (invitation_id);

CREATE TABLE chats (
  id TEXT PRIMARY KEY,
  participation_id TEXT NOT NULL REFERENCES participations (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
);

CREATE INDEX chats_by_participation ON chats (participation_id);

CREATE TABLE chat_turns (
  id TEXT PRIMARY KEY,
  chat_id TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
  participation_id TEXT NOT NULL REFERENCES participations (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  said TEXT NOT NULL,
  reply TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'stopped', 'failed')),
  fault TEXT,
  -- While waiting what is set aside for it, then what it took.
  tokens BIGINT NOT NULL,
  -- Of the form that it was posted from: the same form makes it once.
  form TEXT NOT NULL,
  sent_at TEXT NOT NULL,
  replied_at TEXT,
  UNIQUE (chat_id, number),
  UNIQUE (participation_id, form)
);

CREATE INDEX chat_turns_waiting ON chat_turns (state);
