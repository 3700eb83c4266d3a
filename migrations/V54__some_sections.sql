-- A backfill may be of some sections alone; what it leaves out is told as not asked for. NULL stands for all.

ALTER TABLE week_work ADD COLUMN sections text[];
ALTER TABLE backfill ADD COLUMN sections text[];

-- Units that it was expected to cost when it began; as many of them are left as weeks are.
ALTER TABLE backfill ADD COLUMN units integer NOT NULL DEFAULT 0;
