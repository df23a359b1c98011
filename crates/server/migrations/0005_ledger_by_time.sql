-- A ledger is listed by time too. Its order stays that of its numbers; what lies outside the times is passed over in the
-- index, without a look at the rows.
DROP INDEX entries_of_team;
CREATE INDEX entries_of_team ON entries (team_id, seq, created_at);
DROP INDEX entries_of_team_by_kind;
CREATE INDEX entries_of_team_by_kind ON entries (team_id, kind, seq, created_at);
