-- Work that nobody waits for: the weeks that the background fills, in an order of its own, and what holds for all of
-- the work on one account.

ALTER TABLE week_work
    -- Planned, not asked for. What it has failed does not count any more when a reader asks for the week.
    ADD COLUMN background boolean NOT NULL DEFAULT false,
    -- The earlier, the sooner: when it was planned, and later the less it matters, so that whatever waits long enough
    -- comes first in the end. By the clock of the service.
    ADD COLUMN turn timestamptz,
    -- It has failed too often; nobody tries again until it is queued anew.
    ADD COLUMN dead_at timestamptz,
    ADD CHECK (NOT background OR turn IS NOT NULL);

DROP INDEX week_work_due;
CREATE INDEX week_work_due ON week_work (priority DESC, created_at) WHERE queued AND NOT background;
CREATE INDEX week_work_turn_of_account ON week_work (account_id, turn)
    WHERE queued AND background AND dead_at IS NULL;
CREATE INDEX week_work_turn ON week_work (turn) INCLUDE (account_id, week_start)
    WHERE queued AND background AND dead_at IS NULL;
CREATE INDEX week_work_held_of_account ON week_work (account_id) WHERE background AND lease_holder IS NOT NULL;

CREATE TABLE account_work (
    account_id     text        PRIMARY KEY,
    -- Of the last seven days, in the account's currency, as far as stored reports tell.
    spend          numeric     NOT NULL DEFAULT 0,
    -- Until then nothing of the account is worked on in the background, and why; by the clock of the service.
    resting_until  timestamptz NOT NULL DEFAULT 'epoch',
    resting_reason text,
    -- How often in a row the account as a whole has failed.
    failures       integer     NOT NULL DEFAULT 0,
    -- Rises with every claim, so that two workers that look at the same moment do not both choose the account.
    claims         bigint      NOT NULL DEFAULT 0
)
WITH (fillfactor = 70);

-- What planning and coverage ask of a stored week, without reading the week itself.
ALTER TABLE weekly_report ADD COLUMN partial boolean GENERATED ALWAYS AS (strpos(standings, '"lack"') > 0) STORED;
CREATE INDEX weekly_report_state ON weekly_report (account_id, week_start) INCLUDE (fetched_at, calm, partial);
