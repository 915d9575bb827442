-- What rosters are planned with: the calendar, rules, demand, cycles, wishes, open shifts, the duty rota, and feeds.

-- Days that differ from their weekday: the 13 statutory holidays, days off around them, and the workdays that make up
-- for those.
CREATE TABLE holiday (
  day TEXT PRIMARY KEY NOT NULL CHECK (length(day) = 10),
  kind TEXT NOT NULL CHECK (kind IN ('statutory', 'off', 'work')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40)
) STRICT, WITHOUT ROWID;

-- A year's table is replaced as a whole; its version counts how often.
CREATE TABLE holiday_year (
  year INTEGER PRIMARY KEY NOT NULL CHECK (year BETWEEN 2000 AND 2099),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A department's rules; departments below it without rules of their own follow them. The root's are the shop's.
CREATE TABLE rule_set (
  department_id TEXT PRIMARY KEY NOT NULL REFERENCES department (id),
  rules TEXT NOT NULL CHECK (json_valid(rules)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- How many heads a department needs, for a shift kind or a slot of the day, on weekdays (Monday is 1, Sunday 64), always
-- or, as an exception, on some dates.
CREATE TABLE demand (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  department_id TEXT NOT NULL REFERENCES department (id),
  kind_id TEXT REFERENCES shift_kind (id),
  start_minute INTEGER CHECK (start_minute BETWEEN 0 AND 1439),
  end_minute INTEGER CHECK (end_minute BETWEEN 1 AND 2160),
  weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
  from_day TEXT CHECK (length(from_day) = 10),
  until_day TEXT CHECK (length(until_day) = 10),
  heads INTEGER NOT NULL CHECK (heads BETWEEN 0 AND 999),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((start_minute IS NULL) = (end_minute IS NULL) AND (start_minute IS NULL) <> (kind_id IS NULL)),
  CHECK (start_minute < end_minute),
  CHECK ((from_day IS NULL) = (until_day IS NULL)),
  CHECK (from_day <= until_day)
) STRICT;
CREATE INDEX demand_department ON demand (department_id);

-- Patterns of shifts that repeat: 做五休二, 早早晚晚休休. `days` is a JSON list of shift kinds, null for an empty day.
CREATE TABLE cycle (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 40),
  days TEXT NOT NULL CHECK (json_valid(days)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- What somebody would like on a day: a shift kind, or, without one, the day off.
CREATE TABLE wish (
  person_id TEXT NOT NULL REFERENCES person (id),
  day TEXT NOT NULL CHECK (length(day) = 10),
  kind_id TEXT REFERENCES shift_kind (id),
  note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 100),
  PRIMARY KEY (person_id, day)
) STRICT, WITHOUT ROWID;

-- A shift that is offered to whoever fits.
CREATE TABLE open_shift (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  department_id TEXT NOT NULL REFERENCES department (id),
  day TEXT NOT NULL CHECK (length(day) = 10),
  kind_id TEXT NOT NULL REFERENCES shift_kind (id),
  note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 100),
  needs_approval INTEGER NOT NULL CHECK (needs_approval IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'claimed', 'taken', 'withdrawn')),
  person_id TEXT REFERENCES person (id),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((state IN ('claimed', 'taken')) = (person_id IS NOT NULL))
) STRICT;
CREATE INDEX open_shift_department ON open_shift (department_id, day);

-- Who cleans on a day: one person a department and day. What was set by hand or swapped is fixed.
CREATE TABLE duty (
  department_id TEXT NOT NULL REFERENCES department (id),
  day TEXT NOT NULL CHECK (length(day) = 10),
  person_id TEXT NOT NULL REFERENCES person (id),
  is_fixed INTEGER NOT NULL DEFAULT 0 CHECK (is_fixed IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (department_id, day)
) STRICT, WITHOUT ROWID;

-- An offer to exchange two days of duty.
CREATE TABLE duty_swap (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  department_id TEXT NOT NULL REFERENCES department (id),
  day TEXT NOT NULL CHECK (length(day) = 10),
  person_id TEXT NOT NULL REFERENCES person (id),
  other_day TEXT NOT NULL CHECK (length(other_day) = 10),
  other_person_id TEXT NOT NULL REFERENCES person (id),
  state TEXT NOT NULL DEFAULT 'offered' CHECK (state IN ('offered', 'accepted', 'declined', 'withdrawn')),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (day <> other_day AND person_id <> other_person_id)
) STRICT;
CREATE INDEX duty_swap_department ON duty_swap (department_id, day);

-- The secret address of somebody's calendar feed; only its SHA-256 is stored.
CREATE TABLE feed (
  person_id TEXT PRIMARY KEY NOT NULL REFERENCES person (id),
  token_hash TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Why a roster was published in spite of findings.
ALTER TABLE roster ADD COLUMN sign_off TEXT CHECK (length(sign_off) BETWEEN 1 AND 200);

-- The calendars that the State Council published for 2025 and 2026 (gov.cn/zhengce/zhengceku/202411/content_6986383.htm, gov.cn/zhengce/zhengceku/202511/content_7047091.htm).
INSERT INTO holiday (day, kind, name) VALUES
  ('2025-01-01', 'statutory', '元旦'),
  ('2025-01-26', 'work', '春节'),
  ('2025-01-28', 'statutory', '春节'),
  ('2025-01-29', 'statutory', '春节'),
  ('2025-01-30', 'statutory', '春节'),
  ('2025-01-31', 'statutory', '春节'),
  ('2025-02-01', 'off', '春节'),
  ('2025-02-02', 'off', '春节'),
  ('2025-02-03', 'off', '春节'),
  ('2025-02-04', 'off', '春节'),
  ('2025-02-08', 'work', '春节'),
  ('2025-04-04', 'statutory', '清明节'),
  ('2025-04-05', 'off', '清明节'),
  ('2025-04-06', 'off', '清明节'),
  ('2025-04-27', 'work', '劳动节'),
  ('2025-05-01', 'statutory', '劳动节'),
  ('2025-05-02', 'statutory', '劳动节'),
  ('2025-05-03', 'off', '劳动节'),
  ('2025-05-04', 'off', '劳动节'),
  ('2025-05-05', 'off', '劳动节'),
  ('2025-05-31', 'statutory', '端午节'),
  ('2025-06-01', 'off', '端午节'),
  ('2025-06-02', 'off', '端午节'),
  ('2025-09-28', 'work', '国庆节'),
  ('2025-10-01', 'statutory', '国庆节'),
  ('2025-10-02', 'statutory', '国庆节'),
  ('2025-10-03', 'statutory', '国庆节'),
  ('2025-10-04', 'off', '国庆节'),
  ('2025-10-05', 'off', '国庆节'),
  ('2025-10-06', 'statutory', '中秋节'),
  ('2025-10-07', 'off', '国庆节'),
  ('2025-10-08', 'off', '国庆节'),
  ('2025-10-11', 'work', '国庆节'),
  ('2026-01-01', 'statutory', '元旦'),
  ('2026-01-02', 'off', '元旦'),
  ('2026-01-03', 'off', '元旦'),
  ('2026-01-04', 'work', '元旦'),
  ('2026-02-14', 'work', '春节'),
  ('2026-02-15', 'off', '春节'),
  ('2026-02-16', 'statutory', '春节'),
  ('2026-02-17', 'statutory', '春节'),
  ('2026-02-18', 'statutory', '春节'),
  ('2026-02-19', 'statutory', '春节'),
  ('2026-02-20', 'off', '春节'),
  ('2026-02-21', 'off', '春节'),
  ('2026-02-22', 'off', '春节'),
  ('2026-02-23', 'off', '春节'),
  ('2026-02-28', 'work', '春节'),
  ('2026-04-04', 'off', '清明节'),
  ('2026-04-05', 'statutory', '清明节'),
  ('2026-04-06', 'off', '清明节'),
  ('2026-05-01', 'statutory', '劳动节'),
  ('2026-05-02', 'statutory', '劳动节'),
  ('2026-05-03', 'off', '劳动节'),
  ('2026-05-04', 'off', '劳动节'),
  ('2026-05-05', 'off', '劳动节'),
  ('2026-05-09', 'work', '劳动节'),
  ('2026-06-19', 'statutory', '端午节'),
  ('2026-06-20', 'off', '端午节'),
  ('2026-06-21', 'off', '端午节'),
  ('2026-09-20', 'work', '国庆节'),
  ('2026-09-25', 'statutory', '中秋节'),
  ('2026-09-26', 'off', '中秋节'),
  ('2026-09-27', 'off', '中秋节'),
  ('2026-10-01', 'statutory', '国庆节'),
  ('2026-10-02', 'statutory', '国庆节'),
  ('2026-10-03', 'statutory', '国庆节'),
  ('2026-10-04', 'off', '国庆节'),
  ('2026-10-05', 'off', '国庆节'),
  ('2026-10-06', 'off', '国庆节'),
  ('2026-10-07', 'off', '国庆节'),
  ('2026-10-10', 'work', '国庆节');
INSERT INTO holiday_year (year) VALUES (2025), (2026);
