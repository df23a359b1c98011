-- The offline copy of one account. A record is what the server said, as JSON or in columns; its checksum (CRC-32) tells
-- what a disk did to it. All else is derived from records, and checked against them in the background.

-- How far the copy has come. No row: nothing was ever listed.
CREATE TABLE position (
    one           INTEGER PRIMARY KEY CHECK (one = 1),
    cursor        TEXT NOT NULL,
    synced_at     TEXT NOT NULL,
    -- Of the listing of all people: not_begun, at (a team that begins on a page; NULL: the first page), done.
    people_step   TEXT NOT NULL,
    people_page   TEXT,
    people_team   TEXT,
    checksum      INTEGER NOT NULL
);

CREATE TABLE teams (
    n             INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    record        TEXT NOT NULL,
    checksum      INTEGER NOT NULL,
    -- Whether all members are here.
    people_known  INTEGER NOT NULL DEFAULT 0,
    -- Derived:
    version       INTEGER NOT NULL,
    sort_name     TEXT NOT NULL,
    currency      TEXT,
    -- Millionths of the currency. NULL: unknown.
    balance       INTEGER,
    role          TEXT NOT NULL,
    role_rank     INTEGER NOT NULL,
    is_low        INTEGER NOT NULL,
    pending_count INTEGER NOT NULL,
    -- Nanoseconds since 1970 UTC.
    changed_at    INTEGER NOT NULL,
    -- What a search compares (offline/words.rs).
    text          TEXT NOT NULL
);

-- Each order of the list, with what the filters ask: such a list is read from its index alone. By name, searches are, too.
CREATE INDEX teams_by_name ON teams (sort_name, id, role, is_low, pending_count, text);
CREATE INDEX teams_by_balance ON teams (balance IS NULL, currency, balance, sort_name, id, role, is_low, pending_count);
CREATE INDEX teams_by_role ON teams (role_rank, sort_name, id, role, is_low, pending_count);
CREATE INDEX teams_by_change ON teams (changed_at, sort_name, id, role, is_low, pending_count);
CREATE INDEX teams_without_people ON teams (id) WHERE people_known = 0;

CREATE TABLE people (
    n        INTEGER PRIMARY KEY,
    user_id  TEXT NOT NULL UNIQUE,
    email    TEXT NOT NULL,
    name     TEXT,
    checksum INTEGER NOT NULL,
    -- What a search compares; it begins with the folded e-mail address.
    text     TEXT NOT NULL
);

CREATE INDEX people_by_text ON people (text);

CREATE TABLE members (
    team      INTEGER NOT NULL REFERENCES teams (n) ON DELETE CASCADE,
    person    INTEGER NOT NULL,
    role      TEXT NOT NULL,
    joined_at TEXT NOT NULL,
    checksum  INTEGER NOT NULL,
    PRIMARY KEY (team, person)
) WITHOUT ROWID;

CREATE INDEX members_by_person ON members (person);

-- Pending ones, by who may answer: others, and the user.
CREATE TABLE invitations (
    id       TEXT PRIMARY KEY,
    team     INTEGER NOT NULL REFERENCES teams (n) ON DELETE CASCADE,
    record   TEXT NOT NULL,
    checksum INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX invitations_by_team ON invitations (team);

CREATE TABLE my_invitations (
    id       TEXT PRIMARY KEY,
    team_id  TEXT NOT NULL,
    record   TEXT NOT NULL,
    checksum INTEGER NOT NULL
) WITHOUT ROWID;

-- A team's balance at the end of each of its last days, as one record.
CREATE TABLE balance_samples (
    team     INTEGER PRIMARY KEY REFERENCES teams (n) ON DELETE CASCADE,
    version  INTEGER NOT NULL,
    taken_at TEXT NOT NULL,
    samples  TEXT NOT NULL,
    checksum INTEGER NOT NULL
);

CREATE TABLE activity (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    said_at  TEXT NOT NULL,
    entries  TEXT NOT NULL,
    checksum INTEGER NOT NULL
);

-- Teams that are gone. is_news: the user is to be told; otherwise they left it here, and the feed has not said so yet.
CREATE TABLE lost_teams (
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    is_news  INTEGER NOT NULL,
    checksum INTEGER NOT NULL
) WITHOUT ROWID;

-- The same text, under the row's n. Their own copies of it make them part of SQLite's integrity check.
CREATE VIRTUAL TABLE team_search USING fts5 (text, tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0);
CREATE VIRTUAL TABLE people_search USING fts5 (text, tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0);

CREATE TRIGGER teams_gone AFTER DELETE ON teams BEGIN
    DELETE FROM team_search WHERE rowid = old.n;
END;

-- Nobody is kept who is in none of the teams.
CREATE TRIGGER members_gone AFTER DELETE ON members
    WHEN NOT EXISTS (SELECT 1 FROM members WHERE person = old.person)
BEGIN
    DELETE FROM people WHERE n = old.person;
    DELETE FROM people_search WHERE rowid = old.person;
END;

-- The sum of a table's checksums tells of rows that went missing or came back; that of people_known, of its changes.
CREATE TABLE sums (
    name TEXT PRIMARY KEY,
    sum  INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO sums VALUES ('teams', 0), ('people', 0), ('members', 0), ('invitations', 0), ('my_invitations', 0),
    ('balance_samples', 0), ('lost_teams', 0), ('people_known', 0);

CREATE TRIGGER teams_sum_insert AFTER INSERT ON teams BEGIN
    UPDATE sums SET sum = sum + new.checksum WHERE name = 'teams';
END;
CREATE TRIGGER teams_sum_update AFTER UPDATE OF checksum ON teams BEGIN
    UPDATE sums SET sum = sum + new.checksum - old.checksum WHERE name = 'teams';
END;
CREATE TRIGGER teams_sum_delete AFTER DELETE ON teams BEGIN
    UPDATE sums SET sum = sum - old.checksum WHERE name = 'teams';
END;
CREATE TRIGGER people_sum_insert AFTER INSERT ON people BEGIN
    UPDATE sums SET sum = sum + new.checksum WHERE name = 'people';
END;
CREATE TRIGGER people_sum_update AFTER UPDATE OF checksum ON people BEGIN
    UPDATE sums SET sum = sum + new.checksum - old.checksum WHERE name = 'people';
END;
CREATE TRIGGER people_sum_delete AFTER DELETE ON people BEGIN
    UPDATE sums SET sum = sum - old.checksum WHERE name = 'people';
END;
CREATE TRIGGER members_sum_insert AFTER INSERT ON members BEGIN
    UPDATE sums SET sum = sum + new.checksum WHERE name = 'members';
END;
CREATE TRIGGER members_sum_update AFTER UPDATE OF checksum ON members BEGIN
    UPDATE sums SET sum = sum + new.checksum - old.checksum WHERE name = 'members';
END;
CREATE TRIGGER members_sum_delete AFTER DELETE ON members BEGIN
    UPDATE sums SET sum = sum - old.checksum WHERE name = 'members';
END;
CREATE TRIGGER invitations_sum_insert AFTER INSERT ON invitations BEGIN
    UPDATE sums SET sum = sum + new.checksum WHERE name = 'invitations';
END;
CREATE TRIGGER invitations_sum_update AFTER UPDATE OF checksum ON invitations BEGIN
    UPDATE sums SET sum = sum + new.checksum - old.checksum WHERE name = 'invitations';
END;
CREATE TRIGGER invitations_sum_delete AFTER DELETE ON invitations BEGIN
    UPDATE sums SET sum = sum - old.checksum WHERE name = 'invitations';
END;
CREATE TRIGGER my_invitations_sum_insert AFTER INSERT ON my_invitations BEGIN
    UPDATE sums SET sum = sum + new.checksum WHERE name = 'my_invitations';
END;
CREATE TRIGGER my_invitations_sum_update AFTER UPDATE OF checksum ON my_invitations BEGIN
    UPDATE sums SET sum = sum + new.checksum - old.checksum WHERE name = 'my_invitations';
END;
CREATE TRIGGER my_invitations_sum_delete AFTER DELETE ON my_invitations BEGIN
    UPDATE sums SET sum = sum - old.checksum WHERE name = 'my_invitations';
END;
CREATE TRIGGER balance_samples_sum_insert AFTER INSERT ON balance_samples BEGIN
    UPDATE sums SET sum = sum + new.checksum WHERE name = 'balance_samples';
END;
CREATE TRIGGER balance_samples_sum_update AFTER UPDATE OF checksum ON balance_samples BEGIN
    UPDATE sums SET sum = sum + new.checksum - old.checksum WHERE name = 'balance_samples';
END;
CREATE TRIGGER balance_samples_sum_delete AFTER DELETE ON balance_samples BEGIN
    UPDATE sums SET sum = sum - old.checksum WHERE name = 'balance_samples';
END;
CREATE TRIGGER lost_teams_sum_insert AFTER INSERT ON lost_teams BEGIN
    UPDATE sums SET sum = sum + new.checksum WHERE name = 'lost_teams';
END;
CREATE TRIGGER lost_teams_sum_update AFTER UPDATE OF checksum ON lost_teams BEGIN
    UPDATE sums SET sum = sum + new.checksum - old.checksum WHERE name = 'lost_teams';
END;
CREATE TRIGGER lost_teams_sum_delete AFTER DELETE ON lost_teams BEGIN
    UPDATE sums SET sum = sum - old.checksum WHERE name = 'lost_teams';
END;
CREATE TRIGGER teams_known_update AFTER UPDATE OF people_known ON teams BEGIN
    UPDATE sums SET sum = sum + new.people_known - old.people_known WHERE name = 'people_known';
END;
CREATE TRIGGER teams_known_delete AFTER DELETE ON teams BEGIN
    UPDATE sums SET sum = sum - old.people_known WHERE name = 'people_known';
END;
