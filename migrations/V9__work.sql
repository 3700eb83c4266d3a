-- What has been put off: weeks that need work or are being worked on, and the operations that people watch.

-- One sequence for all leases, so that a later lease has a higher number even when a row has come and gone between.
CREATE SEQUENCE week_work_fence;

CREATE TABLE week_work (
    account_id   text        NOT NULL,
    week_start   date        NOT NULL,
    cause        text        NOT NULL,
    -- The higher, the sooner.
    priority     smallint    NOT NULL DEFAULT 0,
    -- Somebody wants it done even if nobody waits for it now.
    queued       boolean     NOT NULL DEFAULT false,
    not_before   timestamptz NOT NULL DEFAULT now(),
    attempts     integer     NOT NULL DEFAULT 0,
    last_error   jsonb,
    -- The process that works on it, until when it must have renewed that, and the number of its lease.
    lease_holder uuid,
    lease_until  timestamptz,
    fence        bigint      NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, week_start),
    CHECK ((lease_holder IS NULL) = (lease_until IS NULL))
)
-- Renewals change no indexed column, so they fit on the page of their row.
WITH (fillfactor = 70);

CREATE INDEX week_work_due ON week_work (priority DESC, created_at) WHERE queued;
CREATE INDEX week_work_held ON week_work (lease_holder) WHERE lease_holder IS NOT NULL;

CREATE TABLE operation (
    operation_id uuid        PRIMARY KEY,
    kind         text        NOT NULL,
    -- Kinds that would do the same work twice have one family.
    family       text        NOT NULL,
    -- Absent where it is about more than one.
    account_id   text,
    week_start   date,
    state        text        NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    percent      smallint    NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100),
    current_step text,
    eta          timestamptz,
    result       jsonb,
    problem      jsonb,
    request_id   text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    finished_at  timestamptz,
    CHECK ((finished_at IS NULL) = (state IN ('queued', 'running')))
);

CREATE UNIQUE INDEX operation_under_way ON operation (account_id, week_start, family) WHERE finished_at IS NULL;
CREATE INDEX operation_to_sweep ON operation (finished_at) WHERE finished_at IS NOT NULL;
