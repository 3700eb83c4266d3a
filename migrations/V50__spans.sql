-- Neighbouring weeks that are read together.

-- How many weeks of an account Meta tells of a recipe together, where that was found to be fewer than usual.
CREATE TABLE span_lesson (
    account_id text        NOT NULL,
    recipe     text        NOT NULL,
    weeks      integer     NOT NULL CHECK (weeks > 0),
    learned_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, recipe)
);

-- The same for all runs of weeks that were read together, and of how many weeks; absent for a week that was read alone.
-- Calls, units and waiting of such a run are its share; the sum over the runs of a span is what was spent.
ALTER TABLE fetch_run ADD COLUMN span_id uuid;
ALTER TABLE fetch_run ADD COLUMN span_weeks smallint;
