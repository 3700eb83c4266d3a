-- A token may open many accounts and is stored once. Accounts are paused and deleted; what is kept of a deleted one
-- stays for a while.

CREATE TABLE access_token (
    -- What its ciphertext is bound to as well. Of tokens that were stored for one account it is that account's id.
    token_id               text PRIMARY KEY,
    -- Tells whether a token is stored already: an HMAC under a key that is derived from the encryption key. Absent until
    -- a token that was stored before there were any has been read.
    fingerprint            text UNIQUE,
    encrypted_token        bytea       NOT NULL,
    -- Names the encryption key. Kept apart, since of a damaged ciphertext nothing can be believed.
    key_id                 text        NOT NULL,
    stored_at              timestamptz NOT NULL DEFAULT now(),
    health                 text        NOT NULL DEFAULT 'healthy'
        CHECK (health IN ('healthy', 'expiring', 'dead', 'resting')),
    health_since           timestamptz,
    health_why             text,
    -- The last of 14, 7 and 1 days before its end that was told.
    days_told              smallint,
    expires_at             timestamptz,
    data_access_expires_at timestamptz,
    checked_at             timestamptz,
    next_check_at          timestamptz NOT NULL DEFAULT 'epoch'
);

COMMENT ON COLUMN access_token.encrypted_token IS 'AES-GCM by Tink, the token id as associated data';

CREATE INDEX access_token_to_check ON access_token (next_check_at);
CREATE INDEX access_token_by_key ON access_token (key_id);

-- Those of before are checked at random moments of the next day.
INSERT INTO access_token (token_id, encrypted_token, key_id, stored_at, next_check_at)
SELECT account_id, encrypted_token, encode(substring(encrypted_token FROM 2 FOR 4), 'hex'), stored_at,
    now() + random() * interval '1 day'
FROM account_credential;

-- Which token opens an account.
ALTER TABLE account_credential ADD COLUMN token_id text REFERENCES access_token;
UPDATE account_credential SET token_id = account_id;
ALTER TABLE account_credential ALTER COLUMN token_id SET NOT NULL;
ALTER TABLE account_credential DROP COLUMN encrypted_token;
CREATE INDEX account_credential_of_token ON account_credential (token_id);

ALTER TABLE ad_account
    -- What Meta says of it, in our words; absent until it was asked.
    ADD COLUMN status     text,
    ADD COLUMN paused     boolean NOT NULL DEFAULT false,
    ADD COLUMN deleted_at timestamptz,
    -- From then on everything that is kept of a deleted account is removed.
    ADD COLUMN purge_at   timestamptz,
    ADD CHECK ((deleted_at IS NULL) = (purge_at IS NULL));

-- The slug of a deleted account is free.
ALTER TABLE ad_account DROP CONSTRAINT ad_account_slug_key;
CREATE UNIQUE INDEX ad_account_slug ON ad_account (slug) WHERE deleted_at IS NULL;
CREATE INDEX ad_account_to_purge ON ad_account (purge_at) WHERE purge_at IS NOT NULL;
CREATE INDEX ad_account_paused ON ad_account (account_id) WHERE paused;

-- What was removed is looked for again for a while: a fetch that was under way may have stored rows after it.
CREATE TABLE purged_account (
    account_id text PRIMARY KEY,
    purged_at  timestamptz NOT NULL
);
