-- What happens by itself: one row a job and period, a day 'YYYY-MM-DD' or an hour 'YYYY-MM-DDTHH' on the shop's clocks.
-- `state` is open until the run is done or has failed too often. Whoever works on it has the latest `turn` and holds it
-- until `held_until`; `cursor` is where the next slice begins, `attempts` how often it was begun without getting on.
CREATE TABLE job_run (
  period TEXT NOT NULL CHECK (length(period) IN (10, 13)),
  job TEXT NOT NULL CHECK (length(job) BETWEEN 1 AND 40),
  state TEXT NOT NULL DEFAULT 'open',
  cursor TEXT NOT NULL DEFAULT '',
  turn INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  held_until INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER,
  finished_at INTEGER,
  error TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (period, job),
  CHECK ((state = 'open') = (finished_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX job_run_open ON job_run (held_until) WHERE state = 'open';
