-- The feed tells of several changes to one record only the last, so it keeps only the last: its size follows what there
-- is, and not how often it changes.
DELETE FROM changes WHERE seq NOT IN (SELECT MAX(seq) FROM changes GROUP BY team_id, kind, record_id, audience);
CREATE UNIQUE INDEX changes_once ON changes (team_id, kind, record_id) WHERE audience IS NULL;
CREATE UNIQUE INDEX changes_once_for_user ON changes (team_id, kind, record_id, audience) WHERE audience IS NOT NULL;
