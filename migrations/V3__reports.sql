-- What is known of an account's week. weekly_report points at the current state and holds it ready to serve;
-- report_revision keeps every state for ever; insight_row holds the rows of a section, hanging off the run that
-- brought them, so that a new fetch swaps in whole or not at all.

CREATE TABLE report_revision (
    account_id    text        NOT NULL,
    week_start    date        NOT NULL,
    revision      integer     NOT NULL,
    fetched_at    timestamptz NOT NULL,
    counts        jsonb       NOT NULL,
    events        jsonb       NOT NULL,
    sections      jsonb       NOT NULL,
    -- The runs whose rows this revision reads.
    run_ids       uuid[]      NOT NULL,
    -- The same for two states that show the same figures.
    fingerprint   text        NOT NULL,
    superseded_at timestamptz,
    rows_swept    boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (account_id, week_start, revision)
);

CREATE INDEX report_revision_to_sweep ON report_revision (superseded_at)
    WHERE superseded_at IS NOT NULL AND NOT rows_swept;

CREATE TABLE weekly_report (
    account_id  text        NOT NULL,
    week_start  date        NOT NULL,
    revision    integer     NOT NULL,
    source      text        NOT NULL CHECK (source IN ('meta', 'sandbox')),
    fetched_at  timestamptz NOT NULL,
    data_as_of  timestamptz NOT NULL,
    -- The parts of the answer as JSON text. What depends on the moment of asking is not among them.
    totals      text        NOT NULL,
    comparison  text,
    sections    text        NOT NULL,
    absent      text        NOT NULL,
    PRIMARY KEY (account_id, week_start)
);

-- Compressed in the row rather than beside it: one look-up finds the whole answer.
ALTER TABLE weekly_report ALTER COLUMN sections SET STORAGE MAIN;

CREATE TABLE insight_row (
    account_id    text  NOT NULL,
    week_start    date  NOT NULL,
    run_id        uuid  NOT NULL,
    section       text  NOT NULL,
    row_key       text  COLLATE "C" NOT NULL,
    dimensions    jsonb NOT NULL,
    spend         numeric,
    impressions   numeric,
    reach         numeric,
    clicks        numeric,
    link_clicks   numeric,
    actions       jsonb NOT NULL,
    action_values jsonb NOT NULL,
    PRIMARY KEY (account_id, week_start, run_id, section, row_key)
) PARTITION BY RANGE (week_start);

CREATE INDEX insight_row_by_spend ON insight_row (account_id, week_start, run_id, section, spend DESC NULLS LAST, row_key);

DO $$
DECLARE
    first date;
BEGIN
    FOR year IN 2020..2035 LOOP
        first := make_date(year, 1, 1);
        EXECUTE format(
            'CREATE TABLE insight_row_%s PARTITION OF insight_row FOR VALUES FROM (%L) TO (%L)',
            year, first, first + interval '1 year');
    END LOOP;
END
$$;

CREATE TABLE insight_row_other PARTITION OF insight_row DEFAULT;
