-- What outlasts the runs of a campaign: how it has fared in all of them, and what was known of its shards whenever they were judged.

ALTER TABLE campaigns ADD COLUMN saves BIGINT NOT NULL DEFAULT 0;     -- how often its state was saved
ALTER TABLE campaigns ADD COLUMN failures BIGINT NOT NULL DEFAULT 0;  -- how often that failed
ALTER TABLE campaigns ADD COLUMN spent_ms BIGINT NOT NULL DEFAULT 0;  -- for how many milliseconds it has been running

-- What speaks against the sample, of which its tail knows nothing: in one word such as known-mean-missed, and as a clause. Of the observable that is asked for; NULL where nothing does.
ALTER TABLE shards ADD COLUMN objection TEXT;
ALTER TABLE shards ADD COLUMN why TEXT;

-- Of the observable that is asked for.
CREATE TABLE judgements (
  campaign              TEXT NOT NULL,
  shard                 TEXT NOT NULL,
  networks              BIGINT NOT NULL,
  value                 DOUBLE PRECISION,
  standard_error        DOUBLE PRECISION,
  degrees_of_freedom    DOUBLE PRECISION, -- of the standard error; NULL where it is as good as known
  variance_of_variance  DOUBLE PRECISION,
  tail_shape            DOUBLE PRECISION,
  objection             TEXT,             -- as in shards
  why                   TEXT,
  PRIMARY KEY (campaign, shard, networks),
  FOREIGN KEY (campaign, shard) REFERENCES shards ON DELETE CASCADE
);
