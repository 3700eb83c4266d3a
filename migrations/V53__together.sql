-- How many weeks of an account are read together for now; absent for as many as may be. Fewer where the quota did not
-- reach for more: what it reaches for half way is paid for again.
ALTER TABLE account_work ADD COLUMN together smallint CHECK (together > 0);
