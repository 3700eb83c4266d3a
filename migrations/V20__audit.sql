-- Who changed what.

CREATE TABLE audit_entry (
    entry_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    changed_at timestamptz NOT NULL,
    who        text        NOT NULL,
    what       text        NOT NULL,
    -- Absent where it is about none, or about several.
    account_id text,
    -- What the change made different, without secrets.
    before     jsonb,
    after      jsonb,
    request_id text
);

CREATE INDEX audit_entry_of_account ON audit_entry (account_id, entry_id DESC) WHERE account_id IS NOT NULL;
CREATE INDEX audit_entry_of_who ON audit_entry (who, entry_id DESC);
CREATE INDEX audit_entry_when ON audit_entry (changed_at);
