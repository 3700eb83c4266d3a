-- What is left of the quota, shared by all replicas: one row for the bucket of the app and one for each account's.

CREATE TABLE quota_bucket (
    -- 'app', or the id of an account.
    bucket     text        PRIMARY KEY,
    -- As Bucket4j writes it; a writer names the state that it has read, and loses if another was faster.
    state      bytea       NOT NULL,
    -- Full again by then, so that nothing is lost with the row.
    expires_at timestamptz NOT NULL
);

CREATE INDEX quota_bucket_expires ON quota_bucket (expires_at);
