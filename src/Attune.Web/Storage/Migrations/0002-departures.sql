-- Somebody whose account is deleted while what they annotated stays: the row is left, without name, password and ways in.
ALTER TABLE accounts ADD COLUMN deleted_at TEXT;

-- Rounds whose answers stand in a run or dataset without what somebody took with them: to be written there anew.
CREATE TABLE rounds_to_rewrite (
  round_id TEXT PRIMARY KEY,
  since TEXT NOT NULL
);
