-- Since when the week is leased to whoever has it; of a week that nobody has, it says nothing.
ALTER TABLE week_work ADD COLUMN leased_at timestamptz;
