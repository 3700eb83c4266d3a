-- How Meta has to be asked: what was learned of an account's recipes where the usual way did not work, and the report
-- runs that Meta is making.

CREATE TABLE recipe_lesson (
    account_id   text        NOT NULL,
    recipe       text        NOT NULL,
    page_size    integer     NOT NULL,
    cut          text        NOT NULL CHECK (cut IN ('week', 'days', 'report_run')),
    field_groups integer     NOT NULL,
    omitted      text[]      NOT NULL,
    learned_at   timestamptz NOT NULL,
    PRIMARY KEY (account_id, recipe)
);

CREATE TABLE report_run (
    account_id    text        NOT NULL,
    week_start    date        NOT NULL,
    recipe        text        NOT NULL,
    -- The parameters it was asked with; another question is not answered by it.
    asked         text        NOT NULL,
    report_run_id text        NOT NULL,
    begun_at      timestamptz NOT NULL,
    PRIMARY KEY (account_id, week_start, recipe)
);
