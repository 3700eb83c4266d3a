-- The audit of fetches. A run is written before Meta is asked for the first time.

CREATE TABLE fetch_run (
    account_id   text        NOT NULL,
    run_id       uuid        NOT NULL,
    week_start   date        NOT NULL,
    cause        text        NOT NULL,
    request_id   text,
    started_at   timestamptz NOT NULL DEFAULT now(),
    -- No run is alive after this moment: its process ends it before, or is dead.
    deadline     timestamptz NOT NULL,
    finished_at  timestamptz,
    outcome      text        NOT NULL DEFAULT 'running'
        CHECK (outcome IN ('running', 'stored', 'unchanged', 'failed', 'abandoned')),
    detail       text,
    fbtrace_id   text,
    revision     integer,
    calls        integer     NOT NULL DEFAULT 0,
    row_count    bigint      NOT NULL DEFAULT 0,
    units        integer     NOT NULL DEFAULT 0,
    waited_ms    bigint      NOT NULL DEFAULT 0,
    store_ms     bigint      NOT NULL DEFAULT 0,
    sections     jsonb       NOT NULL DEFAULT '[]',
    usage_before jsonb       NOT NULL DEFAULT '{}',
    usage_after  jsonb       NOT NULL DEFAULT '{}',
    rows_swept   boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (account_id, run_id)
);

CREATE INDEX fetch_run_week ON fetch_run (account_id, week_start, started_at DESC);
CREATE INDEX fetch_run_running ON fetch_run (deadline) WHERE outcome = 'running';
CREATE INDEX fetch_run_to_sweep ON fetch_run (finished_at)
    WHERE NOT rows_swept AND outcome IN ('failed', 'unchanged', 'abandoned');
