-- Backfills that somebody has asked for: which weeks each began with, so that it can be watched.

CREATE TABLE backfill (
    -- That of its operation.
    backfill_id uuid        PRIMARY KEY,
    -- What was asked, in one form, so that the same request is known again while it is under way.
    asked       text        NOT NULL,
    -- The accounts that were named; absent for all.
    accounts    text[],
    from_week   date        NOT NULL,
    to_week     date        NOT NULL,
    weeks       integer     NOT NULL,
    stored      integer     NOT NULL DEFAULT 0,
    failed      integer     NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL,
    finished_at timestamptz
);

CREATE UNIQUE INDEX backfill_under_way ON backfill (asked) WHERE finished_at IS NULL;
CREATE INDEX backfill_newest ON backfill (created_at DESC);
CREATE INDEX backfill_to_sweep ON backfill (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE backfill_week (
    account_id  text NOT NULL,
    week_start  date NOT NULL,
    backfill_id uuid NOT NULL REFERENCES backfill ON DELETE CASCADE,
    PRIMARY KEY (account_id, week_start, backfill_id)
);

CREATE INDEX backfill_week_of ON backfill_week (backfill_id);
