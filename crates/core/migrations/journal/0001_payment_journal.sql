-- Every attempt to pay, of all accounts of this app. Nothing here is ever deleted by the app. Times are microseconds
-- since 1970 UTC.

CREATE TABLE attempts (
    -- The idempotency key: one attempt, one key, for ever.
    key TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    server TEXT NOT NULL,
    team_id TEXT NOT NULL,
    team_name TEXT NOT NULL,
    amount TEXT NOT NULL,
    currency TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('prepared', 'sent', 'pending', 'succeeded', 'failed', 'expired', 'unknown')),
    top_up_id TEXT,
    checkout_host TEXT,
    failure TEXT,
    prepared_at BIGINT NOT NULL,
    sent_at BIGINT,
    settled_at BIGINT,
    -- Nothing more can be found out: the user compares with the ledger and may close it.
    may_dismiss BIGINT NOT NULL DEFAULT 0,
    is_seen BIGINT NOT NULL DEFAULT 0
);
-- Two windows, two clicks, two instances: one attempt at a time.
CREATE UNIQUE INDEX one_open_attempt ON attempts (account, team_id)
    WHERE state IN ('prepared', 'sent', 'pending', 'unknown') AND is_seen = 0;
CREATE INDEX attempts_of_account ON attempts (account, prepared_at);

-- Every state that an attempt ever had.
CREATE TABLE states (
    attempt TEXT NOT NULL REFERENCES attempts (key),
    state TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX states_of_attempt ON states (attempt, at);
