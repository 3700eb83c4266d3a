-- Sections fail apart: what a run has brought is written down section by section, so that nothing paid for is asked
-- twice, and a report says since when each of its sections stands and why it could not be had anew.

CREATE TABLE run_piece (
    account_id text        NOT NULL,
    run_id     uuid        NOT NULL,
    -- 'totals', or the name of a section whose rows are all there.
    piece      text        NOT NULL,
    week_start date        NOT NULL,
    recipe     text        NOT NULL,
    -- Of the totals alone.
    counts     jsonb,
    omissions  jsonb       NOT NULL,
    PRIMARY KEY (account_id, run_id, piece)
);

CREATE INDEX run_piece_of_week ON run_piece (account_id, week_start);

-- One object a section; empty for reports whose sections all came with the last fetch.
ALTER TABLE weekly_report ADD COLUMN standings text NOT NULL DEFAULT '[]';
