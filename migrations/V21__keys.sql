-- Who may do and see what.

-- The keys of the API. A key itself is nowhere: it is 256 random bits, so a plain digest can't be turned back.

CREATE TABLE api_key (
    key_id       text PRIMARY KEY,
    digest       bytea       NOT NULL UNIQUE,
    name         text        NOT NULL,
    -- Its last characters, so that people can tell their keys apart.
    ending       text        NOT NULL,
    -- The highest one; each scope includes those before it.
    scope        text        NOT NULL CHECK (scope IN ('read', 'refresh', 'operate', 'admin')),
    -- Absent where it sees all.
    accounts     text[] CHECK (accounts IS NULL OR cardinality(accounts) > 0 AND scope <> 'admin'),
    made_by      text        NOT NULL,
    made_at      timestamptz NOT NULL,
    expires_at   timestamptz,
    -- Within minutes.
    last_used_at timestamptz,
    revoked_at   timestamptz
);

COMMENT ON COLUMN api_key.digest IS 'SHA-256 of the key';

-- The accounts that it is about where they are several, so that it is known who may watch it.
ALTER TABLE operation ADD COLUMN accounts text[];
