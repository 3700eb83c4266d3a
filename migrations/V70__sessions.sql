-- Who has signed in on the page. What the cookie of a session holds is 256 random bits, so a plain digest of it can't be
-- turned back; the key itself is in neither.
CREATE TABLE key_session (
    -- SHA-256 in hex. That of a session of the admin key goes over the admin key too, so that with another one it is
    -- not found.
    digest   text PRIMARY KEY,
    -- The key that it was begun with, or 'admin-key', which is in no table.
    key_id   text        NOT NULL,
    begun_at timestamptz NOT NULL,
    ends_at  timestamptz NOT NULL
);

-- Those of one key, the newest of which stay.
CREATE INDEX key_session_by_key ON key_session (key_id, begun_at);

-- Those that are over.
CREATE INDEX key_session_by_end ON key_session (ends_at);
