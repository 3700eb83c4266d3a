-- The ad accounts that may be read, and the tokens that open them.

CREATE TABLE ad_account (
    account_id    text PRIMARY KEY,
    slug          text        NOT NULL UNIQUE,
    name          text        NOT NULL,
    currency      text        NOT NULL,
    time_zone     text        NOT NULL,
    registered_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE account_credential (
    account_id      text PRIMARY KEY REFERENCES ad_account ON DELETE CASCADE,
    encrypted_token bytea       NOT NULL,
    stored_at       timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN account_credential.encrypted_token IS 'AES-GCM by Tink, the account id as associated data';
