-- What was spent of the quota, by whom and what for: the budgets of a day and the size of the buckets go by it.

CREATE TABLE quota_spent (
    minute     timestamptz NOT NULL,
    account_id text        NOT NULL,
    -- The process that spent it; each adds to rows of its own only.
    replica    uuid        NOT NULL,
    -- Why Meta was asked, in the words of the audit.
    cause      text        NOT NULL,
    section    text        NOT NULL,
    work       text        NOT NULL CHECK (work IN ('interactive', 'background')),
    units      bigint      NOT NULL,
    calls      bigint      NOT NULL,
    -- By time first, since everything that is asked of it is about a span of time.
    PRIMARY KEY (minute, account_id, replica, cause, section, work)
);

-- How many units an hour holds, as far as was learned, so that neither a restart nor a new replica begins with the guess.
CREATE TABLE quota_size (
    -- 'app', or the id of an account.
    bucket     text             PRIMARY KEY,
    -- What was taken for it before anything was known; what was learned under another guess is not used.
    guess      double precision NOT NULL,
    size       double precision NOT NULL,
    changed_at timestamptz      NOT NULL,
    -- The newest evidence: units that we had spent in an hour, and the percent of it that Meta said was used.
    units      double precision NOT NULL,
    percent    double precision NOT NULL,
    told_at    timestamptz      NOT NULL
);

CREATE INDEX quota_size_told ON quota_size (told_at);
