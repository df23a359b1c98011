-- Balances that fell below their thresholds and of which nobody was told: once for each time. A team that comes into the
-- copy as it is tells nothing, and neither does a threshold that was set above the balance.
ALTER TABLE teams ADD COLUMN low_balance_news INTEGER NOT NULL DEFAULT 0;
CREATE INDEX teams_with_low_balance_news ON teams (n) WHERE low_balance_news = 1;

CREATE TRIGGER teams_became_low AFTER UPDATE OF is_low ON teams
    WHEN new.is_low AND NOT old.is_low AND new.balance IS NOT old.balance
BEGIN
    UPDATE teams SET low_balance_news = 1 WHERE n = new.n;
END;
CREATE TRIGGER teams_no_longer_low AFTER UPDATE OF is_low ON teams WHEN NOT new.is_low AND new.low_balance_news
BEGIN
    UPDATE teams SET low_balance_news = 0 WHERE n = new.n;
END;

INSERT INTO sums VALUES ('low_balance_news', 0);
CREATE TRIGGER teams_low_news_update AFTER UPDATE OF low_balance_news ON teams BEGIN
    UPDATE sums SET sum = sum + new.low_balance_news - old.low_balance_news WHERE name = 'low_balance_news';
END;
CREATE TRIGGER teams_low_news_delete AFTER DELETE ON teams BEGIN
    UPDATE sums SET sum = sum - old.low_balance_news WHERE name = 'low_balance_news';
END;
