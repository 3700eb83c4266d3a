-- A backfill may be of some sections alone; what it leaves out is told as not asked for. NULL stands for all.

ALTER TABLE week_work ADD COLUMN sections text[];
ALTER TABLE backfill ADD COLUMN sections text[];
