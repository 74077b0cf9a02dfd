-- For SQLite alone: Green functions in the order of their key, so that no index repeats the key of each. PostgreSQL keeps its table.

ALTER TABLE greens RENAME TO greens_with_index;

CREATE TABLE greens (
  campaign       TEXT NOT NULL,
  shard          TEXT NOT NULL,
  n              INTEGER NOT NULL,
  indices        TEXT NOT NULL,
  value          DOUBLE PRECISION,
  standard_error DOUBLE PRECISION,
  free           DOUBLE PRECISION,
  deviation      DOUBLE PRECISION,
  normalised     DOUBLE PRECISION,
  u              DOUBLE PRECISION,
  PRIMARY KEY (campaign, shard, n, indices),
  FOREIGN KEY (campaign, shard) REFERENCES shards ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO greens SELECT * FROM greens_with_index;

DROP TABLE greens_with_index;
