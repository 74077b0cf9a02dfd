-- For the coordinators of a cluster, which share one database; unused otherwise.

-- Who leads them: one row. Whoever takes the lead raises the epoch, and what earlier leaders still
-- try to write is refused.
CREATE TABLE leadership (
  only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
  epoch     BIGINT NOT NULL,
  holder    TEXT NOT NULL,
  taken_at  TEXT NOT NULL
);

-- What is to become of each campaign: the JSON that a daemon on its own keeps in campaign.json.
CREATE TABLE tickets (
  campaign  TEXT PRIMARY KEY,
  ticket    TEXT NOT NULL
);
