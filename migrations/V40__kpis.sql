-- What an account wants to reach, and which of Meta's action types its business events are read from.

CREATE TABLE account_kpis (
    account_id      text PRIMARY KEY REFERENCES ad_account ON DELETE CASCADE,
    primary_event   text CHECK (primary_event IN ('leads', 'purchases', 'registrations')),
    cost_per_lead   numeric CHECK (cost_per_lead > 0),
    cost_per_action numeric CHECK (cost_per_action > 0),
    roas            numeric CHECK (roas > 0),
    -- The lists that stand in the place of the usual ones, as 'leads=a,b purchases=c'; empty for the usual mapping.
    mapping         text        NOT NULL DEFAULT '',
    changed_at      timestamptz NOT NULL DEFAULT now(),
    CHECK (cost_per_action IS NULL OR primary_event IS NOT NULL)
);

-- Which mapping a report was made by, and which action type stands for each event, as JSON text.
ALTER TABLE weekly_report ADD COLUMN mapping text NOT NULL DEFAULT '';
ALTER TABLE weekly_report ADD COLUMN action_types text NOT NULL DEFAULT '{}';

UPDATE weekly_report report SET action_types = (
    SELECT coalesce(jsonb_object_agg(
        CASE event.key WHEN 'LEAD' THEN 'leads' WHEN 'PURCHASE' THEN 'purchases' ELSE 'registrations' END,
        event.value), '{}')::text
    FROM report_revision revision, jsonb_each_text(revision.events) event
    WHERE revision.account_id = report.account_id AND revision.week_start = report.week_start
        AND revision.revision = report.revision);
