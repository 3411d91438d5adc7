-- Who may use the console. Times are UTC as text (2026-01-31T12:00:00.000Z).
CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- The name as it is compared: trimmed, lower case.
  name_key TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('owner', 'annotator', 'participant')),
  -- Hashed; null where none was chosen yet, and then nobody can sign in by it.
  password TEXT,
  created_at TEXT NOT NULL,
  disabled_at TEXT
);

CREATE TABLE sign_ins (
  -- SHA-256 of the secret in the browser's cookie.
  secret_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
);

CREATE INDEX sign_ins_by_account ON sign_ins (account_id);

CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  secret_hash TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('owner', 'annotator', 'participant')),
  note TEXT NOT NULL,
  -- Set where the link gives an account that is there a new password.
  account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT,
  used_by TEXT REFERENCES accounts (id) ON DELETE SET NULL,
  revoked_at TEXT
);
