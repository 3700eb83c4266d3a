-- What Meta said of its limits, answer by answer, kept for a while.

CREATE TABLE usage_log (
    account_id            text        NOT NULL,
    told_at               timestamptz NOT NULL,
    -- Two answers can come at the same moment; a batch that is written twice is stored once.
    answer_id             uuid        NOT NULL,
    section               text        NOT NULL,
    -- As they came, which need not be JSON.
    app_usage             text,
    account_usage         text,
    insights_throttle     text,
    use_case_usage        text,
    app_percent           double precision,
    account_percent       double precision,
    insights_percent      double precision,
    -- The limit that the call ran into.
    reached               text CHECK (reached IN ('app', 'account', 'use_case')),
    PRIMARY KEY (account_id, told_at, answer_id)
);

CREATE INDEX usage_log_to_sweep ON usage_log (told_at);

-- What all replicas know of the limits that Meta has closed; nothing older than the moment they open matters.
CREATE TABLE quota_gate (
    -- 'app', or the id of an account.
    account_id text        NOT NULL,
    gate       text        NOT NULL CHECK (gate IN ('app', 'account', 'use_case')),
    reason     text        NOT NULL,
    opens_at   timestamptz NOT NULL,
    PRIMARY KEY (account_id, gate)
);

CREATE INDEX quota_gate_opens ON quota_gate (opens_at);
