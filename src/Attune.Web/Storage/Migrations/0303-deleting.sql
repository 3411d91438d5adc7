-- A collection that its owner deleted: out of sight at once, and gone when its datasets are.
ALTER TABLE collections ADD COLUMN deleting_at TEXT;
