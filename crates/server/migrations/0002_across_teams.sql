-- Lists across all teams of somebody, and the list of these teams, are read in the order of an index: a page costs what
-- is on it, however many teams there are.

-- A team's time of creation never changes, so this copy of it can not drift.
ALTER TABLE members ADD COLUMN team_created_at BIGINT NOT NULL DEFAULT 0;
UPDATE members SET team_created_at = (SELECT t.created_at FROM teams t WHERE t.id = members.team_id);
CREATE INDEX members_of_user_by_creation ON members (user_id, team_created_at, team_id);

-- Unique in fact and now in name: only then is the order of a join known to be that of its first table, then its second.
DROP INDEX members_of_user;
CREATE UNIQUE INDEX members_of_user ON members (user_id, team_id);

CREATE INDEX invitations_by_status ON invitations (team_id, status, created_at, id);
