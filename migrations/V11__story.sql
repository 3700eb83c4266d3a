-- How a week moved, and how much calmer it has become.

-- What the revision changed against the one before, as the API tells it; absent for the first, and for older ones.
ALTER TABLE report_revision ADD COLUMN changes text;

-- How many refreshes in a row hardly moved the week while it settled.
ALTER TABLE weekly_report ADD COLUMN calm smallint NOT NULL DEFAULT 0;
