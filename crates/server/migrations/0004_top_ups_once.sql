-- The key of the request stays with its top-up for ever: however late the request comes again, it is the same top-up.
ALTER TABLE top_ups ADD COLUMN idempotency_key TEXT;
CREATE UNIQUE INDEX top_ups_once ON top_ups (created_by, idempotency_key);
