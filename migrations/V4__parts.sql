-- A question that is too large for Meta is asked in parts: by days, and by groups of fields. Rows of such parts wait
-- here until the answer is complete, and are then folded into insight_row; nobody reads them before.

CREATE TABLE insight_part (
    account_id    text     NOT NULL,
    week_start    date     NOT NULL,
    run_id        uuid     NOT NULL,
    section       text     NOT NULL,
    row_key       text     COLLATE "C" NOT NULL,
    -- The day that the figures are of; infinity where they are of the whole week.
    day           date     NOT NULL,
    field_group   smallint NOT NULL,
    dimensions    jsonb    NOT NULL,
    spend         numeric,
    impressions   numeric,
    reach         numeric,
    clicks        numeric,
    link_clicks   numeric,
    actions       jsonb    NOT NULL,
    action_values jsonb    NOT NULL,
    PRIMARY KEY (account_id, week_start, run_id, section, row_key, day, field_group)
);

-- What the totals of a revision lack, and why; what its sections lack is said in them.
ALTER TABLE report_revision ADD COLUMN omissions jsonb NOT NULL DEFAULT '[]';
