-- What runs tell an operator: where their time went, what came of them in one word, and every call.

ALTER TABLE fetch_run
    -- From being asked for until somebody had the right to fetch.
    ADD COLUMN lease_ms bigint NOT NULL DEFAULT 0,
    -- While calls waited for their turn and none was under way; waited_ms adds up the waits of all calls.
    ADD COLUMN quota_ms bigint NOT NULL DEFAULT 0,
    -- While at least one call was under way.
    ADD COLUMN meta_ms bigint NOT NULL DEFAULT 0,
    -- Sections that could not be had.
    ADD COLUMN lacking smallint NOT NULL DEFAULT 0,
    -- It brought nothing because a limit was reached, ours or one of Meta's.
    ADD COLUMN throttled boolean NOT NULL DEFAULT false,
    -- Calls that Meta refused because of a limit.
    ADD COLUMN refused_calls integer NOT NULL DEFAULT 0;

ALTER TABLE fetch_run
    ADD COLUMN status text NOT NULL GENERATED ALWAYS AS (
        CASE WHEN outcome IN ('stored', 'unchanged') THEN CASE WHEN lacking > 0 THEN 'partial' ELSE 'success' END
            WHEN outcome = 'failed' AND throttled THEN 'throttled'
            ELSE outcome END) STORED,
    ADD COLUMN duration_ms bigint GENERATED ALWAYS AS (
        (extract(epoch FROM finished_at - started_at) * 1000)::bigint) STORED;

-- The newest first, of all accounts and of one; with everything that a filter asks and a sum needs.
CREATE INDEX fetch_run_time ON fetch_run (started_at DESC, run_id DESC, status, cause, week_start, account_id)
    INCLUDE (units, calls, refused_calls, duration_ms);
CREATE INDEX fetch_run_account ON fetch_run (account_id, started_at DESC, run_id DESC, status, cause, week_start)
    INCLUDE (units, calls, refused_calls, duration_ms);
CREATE INDEX fetch_run_id ON fetch_run (run_id);

-- Some are removed every hour; a large table waits for too many of them before it is vacuumed.
ALTER TABLE fetch_run SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

CREATE TABLE run_call (
    account_id    text        NOT NULL,
    run_id        uuid        NOT NULL,
    -- In the order in which the calls were over, from 1.
    number        integer     NOT NULL,
    section       text        NOT NULL,
    page          integer     NOT NULL,
    attempt       integer     NOT NULL,
    -- 0 where the call was made for several weeks and is counted in the run of another.
    calls         smallint    NOT NULL,
    units         integer     NOT NULL,
    row_count     integer     NOT NULL,
    -- Of HTTP; 0 where no answer came.
    status        smallint    NOT NULL,
    outcome       text        NOT NULL,
    started_at    timestamptz NOT NULL,
    waited_ms     bigint      NOT NULL,
    took_ms       bigint      NOT NULL,
    fbtrace_id    text,
    retry_reason  text,
    -- Percent of what Meta allows, as {"app", "account", "insights"}.
    usage_before  jsonb       NOT NULL DEFAULT '{}',
    usage_after   jsonb       NOT NULL DEFAULT '{}',
    PRIMARY KEY (account_id, run_id, number)
);

CREATE INDEX run_call_started ON run_call (started_at);

ALTER TABLE run_call SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
