-- Portable between SQLite and PostgreSQL: TEXT and BIGINT alone. Times are microseconds since 1970 UTC, money is
-- millionths of a dollar: both are exact and can be added and compared in SQL.

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT,
    created_at BIGINT NOT NULL
);

-- Bearer tokens of this API. Only a SHA-256 hash is kept.
CREATE TABLE tokens (
    hash TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX tokens_of_user ON tokens (user_id);

-- A deleted team keeps its row, because the ledger and the activity are append-only; nobody is a member of it.
CREATE TABLE teams (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    low_balance_threshold BIGINT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT
);

CREATE TABLE members (
    team_id TEXT NOT NULL REFERENCES teams (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (team_id, user_id)
);
CREATE INDEX members_of_user ON members (user_id, team_id);
CREATE INDEX members_in_order ON members (team_id, joined_at, user_id);

CREATE TABLE invitations (
    id TEXT PRIMARY KEY,
    team_id TEXT NOT NULL REFERENCES teams (id),
    email TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('admin', 'member', 'viewer')),
    status TEXT NOT NULL CHECK (status IN ('pending', 'accepted', 'declined', 'revoked', 'expired')),
    invited_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    resent_at BIGINT
);
CREATE UNIQUE INDEX one_pending_invitation ON invitations (team_id, email) WHERE status = 'pending';
CREATE INDEX invitations_in_order ON invitations (team_id, created_at, id);
CREATE INDEX invitations_of_email ON invitations (email, status);
CREATE INDEX invitations_by_expiry ON invitations (status, expires_at);

-- checkout_token is the unguessable part of the page's address.
CREATE TABLE top_ups (
    id TEXT PRIMARY KEY,
    team_id TEXT NOT NULL REFERENCES teams (id),
    amount BIGINT NOT NULL CHECK (amount > 0),
    status TEXT NOT NULL CHECK (status IN ('pending', 'succeeded', 'failed', 'expired')),
    failure TEXT,
    checkout_token TEXT UNIQUE,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    settled_at BIGINT
);
CREATE INDEX top_ups_in_order ON top_ups (team_id, created_at, id);
CREATE INDEX top_ups_by_expiry ON top_ups (status, expires_at);

-- The ledger. The unique top_up_id is the last word on 'a top-up is booked once'.
CREATE TABLE entries (
    seq BIGINT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    team_id TEXT NOT NULL REFERENCES teams (id),
    kind TEXT NOT NULL CHECK (kind IN ('top_up', 'usage', 'adjustment')),
    amount BIGINT NOT NULL,
    balance_after BIGINT NOT NULL,
    description TEXT NOT NULL,
    top_up_id TEXT UNIQUE REFERENCES top_ups (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX entries_of_team ON entries (team_id, seq);
CREATE INDEX entries_of_team_by_kind ON entries (team_id, kind, seq);

CREATE TABLE usage_records (
    entry_seq BIGINT PRIMARY KEY REFERENCES entries (seq),
    team_id TEXT NOT NULL REFERENCES teams (id),
    at BIGINT NOT NULL,
    model TEXT,
    cost BIGINT NOT NULL CHECK (cost >= 0),
    requests BIGINT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL
);
CREATE INDEX usage_of_team ON usage_records (team_id, at);

CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    team_id TEXT NOT NULL REFERENCES teams (id),
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX api_keys_in_order ON api_keys (team_id, created_at, id);

CREATE TABLE events (
    seq BIGINT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    team_id TEXT NOT NULL REFERENCES teams (id),
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX events_of_team ON events (team_id, seq);

-- The change feed names what changed and never how: the record is read when it is asked for. A row without an
-- audience is for whoever is in the team when they ask; one with an audience is for that user alone.
CREATE TABLE changes (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('team', 'member', 'invitation')),
    team_id TEXT NOT NULL REFERENCES teams (id),
    record_id TEXT NOT NULL,
    audience TEXT REFERENCES users (id)
);
CREATE INDEX changes_of_team ON changes (team_id, seq);
CREATE INDEX changes_for_user ON changes (audience, seq);
CREATE INDEX changes_by_time ON changes (at);

-- feed_id tells this database's cursors from those of another one; changes up to and including floor are pruned.
CREATE TABLE feed (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    feed_id TEXT NOT NULL,
    floor BIGINT NOT NULL
);

-- One counter for everything that needs an order. A row that is locked until the commit gives numbers in the order
-- of commits, which a database sequence does not: a reader of the feed can never skip a change that commits late.
CREATE TABLE sequence (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    value BIGINT NOT NULL
);
INSERT INTO sequence (id, value) VALUES (1, 0);

-- First answers by idempotency key, kept for a day at least. No secret is in them.
CREATE TABLE idempotency_records (
    user_id TEXT NOT NULL REFERENCES users (id),
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status BIGINT NOT NULL,
    etag TEXT,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_records_by_time ON idempotency_records (created_at);
