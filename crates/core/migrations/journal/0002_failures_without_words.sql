-- Why an attempt failed is a word for the app, which says it in the user's language. What a server said stays as it was.

ALTER TABLE attempts ADD COLUMN failure_words TEXT;

UPDATE attempts SET failure_words = failure
    WHERE failure IS NOT NULL AND failure NOT IN ('It was never sent.', 'It never arrived.');
UPDATE attempts SET failure = CASE failure
    WHEN 'It was never sent.' THEN 'never_sent'
    WHEN 'It never arrived.' THEN 'never_arrived'
    ELSE 'said' END
    WHERE failure IS NOT NULL;
