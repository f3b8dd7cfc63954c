-- Quotes, their lines, adjustments and changes of status.

-- name: quote_by_no
SELECT quote, client, fact, date, id, recorded_at, head, quote_no, valid_until,
       currency, rounding, lines, gross, discounts, charges, net
FROM courtesy_quote WHERE quote_no = ?1

-- name: quote_by_key
SELECT quote, client, fact, date, id, recorded_at, head, quote_no, valid_until,
       currency, rounding, lines, gross, discounts, charges, net
FROM courtesy_quote WHERE quote = ?1

-- name: quote_insert
INSERT INTO courtesy_quote
    (quote, client, fact, date, id, recorded_at, head, quote_no, month,
     valid_until, currency, rounding, lines, gross, discounts, charges, net)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
        ?17)

-- name: quote_line_insert
INSERT INTO courtesy_quote_line
    (quote, line_no, description, quantity, list_unit_price, gross, discounts,
     charges, net, product_code, product_category, cost)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)

-- name: quote_adjustment_insert
INSERT INTO courtesy_quote_adjustment
    (quote, position, line_no, kind, amount, rate, reason, person)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)

-- name: quote_status_insert
INSERT INTO courtesy_quote_status
    (quote_status, client, fact, date, id, recorded_at, head, quote, status)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)

-- name: quote_status_read
SELECT status, date FROM courtesy_quote_status WHERE quote = ?1

-- name: quote_status_by_key
SELECT quote_status, client, fact, date, id, recorded_at, head, quote, status
FROM courtesy_quote_status WHERE quote_status = ?1

-- name: quote_bill
SELECT bill FROM courtesy_bill WHERE quote = ?1

-- name: quote_lines
SELECT line_no, description, quantity, list_unit_price, gross, discounts,
       charges, net, product_code, product_category, cost
FROM courtesy_quote_line WHERE quote = ?1 ORDER BY line_no

-- name: quote_has_line
SELECT 1 FROM courtesy_quote_line WHERE quote = ?1 AND line_no = ?2

-- name: quote_adjustments
SELECT a.line_no, a.kind, a.amount, a.rate, a.reason, a.person, p.name,
       r.saving, r.label
FROM courtesy_quote_adjustment AS a
JOIN courtesy_reason AS r ON r.reason = a.reason
LEFT JOIN courtesy_person AS p ON p.person = a.person
WHERE a.quote = ?1 ORDER BY a.position

-- name: quote_list
SELECT q.quote_no, c.ref, q.currency, q.date, q.valid_until, q.rounding, q.fact,
       q.recorded_at, q.lines, q.gross, q.discounts, q.charges, q.net, q.id,
       s.status, s.date, b.bill_no, b.date
FROM courtesy_quote AS q
JOIN courtesy_client AS c ON c.client = q.client
LEFT JOIN courtesy_quote_status AS s ON s.quote = q.quote
LEFT JOIN courtesy_bill AS b ON b.quote = q.quote
WHERE q.month BETWEEN ?1 AND ?2 AND q.date BETWEEN ?3 AND ?4
ORDER BY q.date, q.quote

-- name: quote_list_client
WITH RECURSIVE months (month) AS (
    SELECT min(month) FROM courtesy_quote WHERE month >= ?1
    UNION ALL
    SELECT (SELECT min(n.month) FROM courtesy_quote AS n
            WHERE n.month > months.month)
    FROM months WHERE months.month IS NOT NULL
)
SELECT q.quote_no, c.ref, q.currency, q.date, q.valid_until, q.rounding, q.fact,
       q.recorded_at, q.lines, q.gross, q.discounts, q.charges, q.net, q.id,
       s.status, s.date, b.bill_no, b.date
FROM months
CROSS JOIN courtesy_quote AS q
JOIN courtesy_client AS c ON c.client = q.client
LEFT JOIN courtesy_quote_status AS s ON s.quote = q.quote
LEFT JOIN courtesy_bill AS b ON b.quote = q.quote
WHERE q.month = months.month AND q.client = ?5 AND months.month <= ?2
      AND q.date BETWEEN ?3 AND ?4
ORDER BY q.date, q.quote

-- name: quote_one
SELECT q.quote_no, c.ref, q.currency, q.date, q.valid_until, q.rounding, q.fact,
       q.recorded_at, q.lines, q.gross, q.discounts, q.charges, q.net, q.id,
       s.status, s.date, b.bill_no, b.date
FROM courtesy_quote AS q
JOIN courtesy_client AS c ON c.client = q.client
LEFT JOIN courtesy_quote_status AS s ON s.quote = q.quote
LEFT JOIN courtesy_bill AS b ON b.quote = q.quote
WHERE q.quote = ?1
