-- Proof. The first part streams facts in the order they were recorded; the
-- second holds the rules between facts: each gives the first client, fact and
-- rule that breaks, or nothing.

-- name: check_counts
SELECT (SELECT count(*) FROM courtesy_client),
       (SELECT count(*) FROM courtesy_quote),
       (SELECT count(*) FROM courtesy_quote_status),
       (SELECT count(*) FROM courtesy_bill),
       (SELECT count(*) FROM courtesy_entry)

-- name: check_clients
SELECT client, tracking_code, folded_code, ref FROM courtesy_client
ORDER BY client

-- name: check_quotes
SELECT quote, client, fact, date, id, recorded_at, head, quote_no, valid_until,
       currency, rounding, lines, gross, discounts, charges, net, month
FROM courtesy_quote WHERE client BETWEEN ?1 AND ?2 ORDER BY quote

-- name: check_quote_changes
SELECT quote_status, client, fact, date, id, recorded_at, head, quote, status
FROM courtesy_quote_status WHERE client BETWEEN ?1 AND ?2 ORDER BY quote_status

-- name: check_bills
SELECT bill, client, fact, date, id, recorded_at, head, bill_no, quote,
       currency, rounding, lines, gross, discounts, charges, net, month
FROM courtesy_bill WHERE client BETWEEN ?1 AND ?2 ORDER BY bill

-- name: check_entries
SELECT entry, client, fact, date, id, recorded_at, head, number, kind, bill,
       line_no, currency, amount, rate, saving, reason, person, note, credit_no,
       reverses, month
FROM courtesy_entry WHERE client BETWEEN ?1 AND ?2 ORDER BY entry

-- name: check_adjustments
SELECT line_no, kind, amount, rate, reason, person, '', 0, position
FROM courtesy_quote_adjustment WHERE quote = ?1 ORDER BY position

-- name: check_changes_of_quotes
SELECT client, fact, rule FROM (
    SELECT s.client, s.fact, CASE
        WHEN q.quote IS NULL OR q.quote > s.quote_status
            THEN 'the quote that it is of is not there before it'
        WHEN q.client <> s.client
            THEN 'the quote that it is of is another client''s'
        WHEN s.date < q.date
            THEN 'it is dated before its quote'
        WHEN s.status = 1 AND q.valid_until > 0 AND s.date > q.valid_until
            THEN 'its quote was accepted after it had lapsed'
        END AS rule
    FROM courtesy_quote_status AS s
    LEFT JOIN courtesy_quote AS q ON q.quote = s.quote
) AS checked
WHERE rule IS NOT NULL ORDER BY client, fact LIMIT 1

-- name: check_bills_of_quotes
SELECT client, fact, rule FROM (
    SELECT b.client, b.fact, CASE
        WHEN q.quote IS NULL OR q.quote > b.bill
            THEN 'the quote that it bills is not there before it'
        WHEN q.client <> b.client
            THEN 'the quote that it bills is another client''s'
        WHEN q.currency <> b.currency
            THEN 'it is not in the currency of its quote'
        WHEN s.quote IS NULL OR s.status <> 1 OR s.quote_status > b.bill
            THEN 'the quote that it bills was not accepted before'
        WHEN b.date < s.date
            THEN 'it is dated before its quote was accepted'
        END AS rule
    FROM courtesy_bill AS b
    LEFT JOIN courtesy_quote AS q ON q.quote = b.quote
    LEFT JOIN courtesy_quote_status AS s ON s.quote = b.quote
    WHERE b.quote IS NOT NULL
) AS checked
WHERE rule IS NOT NULL ORDER BY client, fact LIMIT 1

-- name: check_entries_on_bills
SELECT client, fact, rule FROM (
    SELECT e.client, e.fact, CASE
        WHEN b.bill IS NULL OR b.bill > e.entry
            THEN 'its bill is not there before it'
        WHEN b.client <> e.client
            THEN 'its bill is another client''s'
        WHEN b.currency <> e.currency
            THEN 'it is not in the currency of its bill'
        WHEN e.date < b.date
            THEN 'it is dated before its bill'
        WHEN e.kind IN (1, 2) AND e.date <> b.date
            THEN 'it does not have the date of its bill'
        END AS rule
    FROM courtesy_entry AS e
    LEFT JOIN courtesy_bill AS b ON b.bill = e.bill
    WHERE e.bill IS NOT NULL
) AS checked
WHERE rule IS NOT NULL ORDER BY client, fact LIMIT 1

-- name: check_reversals
SELECT client, fact, rule FROM (
    SELECT r.client, r.fact, CASE
        WHEN c.entry IS NULL OR c.entry > r.entry
            THEN 'what it reverses is not there before it'
        WHEN c.kind <> 3
            THEN 'what it reverses is no credit'
        WHEN c.client <> r.client
            THEN 'the credit that it reverses is another client''s'
        WHEN coalesce(c.bill, 0) <> coalesce(r.bill, 0) OR
             c.line_no <> r.line_no
            THEN 'it is not on the bill and line of its credit'
        WHEN c.currency <> r.currency OR c.amount <> r.amount
            THEN 'it is not the amount of its credit'
        WHEN c.saving <> r.saving OR c.reason <> r.reason
            THEN 'it does not count as its credit does'
        WHEN r.date < c.date
            THEN 'it is dated before its credit'
        END AS rule
    FROM courtesy_entry AS r
    LEFT JOIN courtesy_entry AS c ON c.entry = r.reverses
    WHERE r.reverses IS NOT NULL
) AS checked
WHERE rule IS NOT NULL ORDER BY client, fact LIMIT 1

-- name: check_shares
SELECT e.client, e.fact,
       CASE WHEN e.kind <> 3 THEN 'it is no credit and has shares'
            ELSE 'a share of it is on a line that is not there' END
FROM courtesy_share AS s
JOIN courtesy_entry AS e ON e.entry = s.entry
LEFT JOIN courtesy_bill_line AS l ON l.bill = e.bill AND l.line_no = s.line_no
WHERE (e.bill IS NOT NULL AND l.line_no IS NULL)
   OR (e.bill IS NULL AND s.line_no <> 0)
   OR e.kind <> 3
ORDER BY e.client, e.fact LIMIT 1

-- name: check_credited
SELECT b.client, b.fact,
       'what its lines were credited is not the sum of their shares'
FROM (
    SELECT bill FROM (
        SELECT bill, line_no, amount, 1 AS kept FROM courtesy_credited
        UNION ALL
        SELECT e.bill, s.line_no,
               CASE WHEN r.entry IS NULL THEN -s.amount ELSE 0 END, 0
        FROM courtesy_share AS s
        JOIN courtesy_entry AS e ON e.entry = s.entry
        LEFT JOIN courtesy_entry AS r ON r.reverses = s.entry
        WHERE e.bill IS NOT NULL AND e.kind = 3
    ) AS amounts
    GROUP BY bill, line_no
    HAVING sum(amount) <> 0 OR sum(kept) <> 1 OR count(*) = 1
) AS sums
JOIN courtesy_bill AS b ON b.bill = sums.bill
ORDER BY b.client, b.fact LIMIT 1

-- name: check_left
SELECT b.client, b.fact, 'more was credited on a line of it than its net'
FROM courtesy_credited AS c
JOIN courtesy_bill AS b ON b.bill = c.bill
LEFT JOIN courtesy_bill_line AS l ON l.bill = c.bill AND l.line_no = c.line_no
WHERE c.amount < 0 OR c.amount > coalesce(l.net, -1)
ORDER BY b.client, b.fact LIMIT 1

-- name: check_entry_names
SELECT e.client, e.fact, 'its reason or person is not there'
FROM courtesy_entry AS e
WHERE NOT EXISTS (SELECT 1 FROM courtesy_reason AS r WHERE r.reason = e.reason)
   OR (e.person IS NOT NULL AND
       NOT EXISTS (SELECT 1 FROM courtesy_person AS p
                   WHERE p.person = e.person))
ORDER BY e.client, e.fact LIMIT 1

-- name: check_quote_names
SELECT q.client, q.fact, 'a reason or person of it is not there'
FROM courtesy_quote_adjustment AS a
JOIN courtesy_quote AS q ON q.quote = a.quote
WHERE NOT EXISTS (SELECT 1 FROM courtesy_reason AS r WHERE r.reason = a.reason)
   OR (a.person IS NOT NULL AND
       NOT EXISTS (SELECT 1 FROM courtesy_person AS p
                   WHERE p.person = a.person))
ORDER BY q.client, q.fact LIMIT 1

-- name: check_requests
SELECT 0, 0, 'what request key "' || k.request_key || '" was answered with is '
             || 'not there'
FROM courtesy_request AS k
WHERE NOT CASE
    WHEN k.verb = 1 THEN
        EXISTS (SELECT 1 FROM courtesy_quote WHERE quote = k.answer)
    WHEN k.verb IN (2, 3) THEN
        EXISTS (SELECT 1 FROM courtesy_quote_status
                WHERE quote = k.answer AND status = k.verb - 1)
    WHEN k.verb = 4 THEN
        EXISTS (SELECT 1 FROM courtesy_bill WHERE bill = k.answer)
    WHEN k.verb = 5 THEN
        EXISTS (SELECT 1 FROM courtesy_entry
                WHERE entry = k.answer AND kind = 3)
    WHEN k.verb = 6 THEN
        EXISTS (SELECT 1 FROM courtesy_entry
                WHERE entry = k.answer AND kind = 4)
    ELSE 1 = 0 END
LIMIT 1
