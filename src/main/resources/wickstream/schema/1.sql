-- Version 1, for SQLite and PostgreSQL alike. Times are UTC in ISO 8601. Numbers that cannot be had are NULL.

CREATE TABLE campaigns (
  name          TEXT PRIMARY KEY,
  seed          BIGINT NOT NULL,
  configuration TEXT NOT NULL,      -- JSON, itself a campaign file
  program       TEXT NOT NULL,      -- version of the program that wrote last
  revision      BIGINT NOT NULL,    -- counts the writers; only the newest may write
  configured_in BIGINT NOT NULL,    -- the revision that gave the present configuration
  holder        TEXT NOT NULL,      -- who wrote last
  created_at    TEXT NOT NULL,
  updated_at    TEXT NOT NULL
);

CREATE TABLE shards (
  campaign              TEXT NOT NULL REFERENCES campaigns ON DELETE CASCADE,
  shard                 TEXT NOT NULL,
  activation            TEXT NOT NULL,
  d_in                  INTEGER NOT NULL,
  d_out                 INTEGER NOT NULL,
  width                 INTEGER NOT NULL,
  sigma_w               DOUBLE PRECISION NOT NULL,
  sigma_b               DOUBLE PRECISION NOT NULL,
  cutoff                DOUBLE PRECISION,
  estimator             TEXT NOT NULL,
  verdict               TEXT NOT NULL, -- continue while it runs
  reason                TEXT NOT NULL,
  bags                  BIGINT NOT NULL,
  networks              BIGINT NOT NULL,
  networks_needed       DOUBLE PRECISION,
  networks_needed_is    TEXT,
  variance_of_variance  DOUBLE PRECISION,
  tail_shape            DOUBLE PRECISION,
  weight_mean           DOUBLE PRECISION,
  effective_sample_size DOUBLE PRECISION,
  PRIMARY KEY (campaign, shard)
);

-- Couplings u4, u4Canonical, u6, u6Canonical and deviations m2, m4, m6 of shards that have ended.
CREATE TABLE couplings (
  campaign       TEXT NOT NULL,
  shard          TEXT NOT NULL,
  name           TEXT NOT NULL,
  value          DOUBLE PRECISION,
  standard_error DOUBLE PRECISION,
  low            DOUBLE PRECISION,
  high           DOUBLE PRECISION,
  confidence     DOUBLE PRECISION NOT NULL,
  exact          DOUBLE PRECISION,
  PRIMARY KEY (campaign, shard, name),
  FOREIGN KEY (campaign, shard) REFERENCES shards ON DELETE CASCADE
);

-- Green functions of shards that have ended, one row a multiset of points, such as '0 0 1 2'.
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
);

-- The newest two of each shard and seed; the data speak for themselves, the other columns are for people.
CREATE TABLE checkpoints (
  campaign  TEXT NOT NULL,
  shard     TEXT NOT NULL,
  seed      BIGINT NOT NULL,
  next_bag  BIGINT NOT NULL,
  networks  BIGINT NOT NULL,
  revision  BIGINT NOT NULL,
  saved_at  TEXT NOT NULL,
  data      BYTEA NOT NULL,
  PRIMARY KEY (campaign, shard, seed, next_bag),
  FOREIGN KEY (campaign, shard) REFERENCES shards ON DELETE CASCADE
);

CREATE TABLE events (
  campaign TEXT NOT NULL REFERENCES campaigns ON DELETE CASCADE,
  serial   BIGINT NOT NULL,
  at       TEXT NOT NULL,
  shard    TEXT,
  kind     TEXT NOT NULL,
  message  TEXT NOT NULL,
  PRIMARY KEY (campaign, serial)
);
