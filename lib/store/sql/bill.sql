-- Bills, their lines and what is left of them.

-- name: bill_by_no
SELECT bill, client, fact, date, id, recorded_at, head, bill_no, quote,
       currency, rounding, lines, gross, discounts, charges, net
FROM courtesy_bill WHERE bill_no = ?1

-- name: bill_by_key
SELECT bill, client, fact, date, id, recorded_at, head, bill_no, quote,
       currency, rounding, lines, gross, discounts, charges, net
FROM courtesy_bill WHERE bill = ?1

-- name: bill_insert
INSERT INTO courtesy_bill
    (bill, client, fact, date, id, recorded_at, head, bill_no, month, quote,
     currency, rounding, lines, gross, discounts, charges, net)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
        ?17)

-- name: bill_line_insert
INSERT INTO courtesy_bill_line
    (bill, line_no, description, quantity, list_unit_price, gross, discounts,
     charges, net, product_code, product_category, cost)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)

-- name: bill_lines
SELECT line_no, description, quantity, list_unit_price, gross, discounts,
       charges, net, product_code, product_category, cost
FROM courtesy_bill_line WHERE bill = ?1 ORDER BY line_no

-- name: bill_adjustments
SELECT e.line_no, e.kind, e.amount, e.rate, e.reason, e.person, p.name, e.saving
FROM courtesy_entry AS e
LEFT JOIN courtesy_person AS p ON p.person = e.person
WHERE e.month = ?1 AND e.client = ?2 AND e.bill = ?3 AND e.kind IN (1, 2)
ORDER BY e.number

-- name: bill_left
SELECT l.line_no, l.net, coalesce(c.amount, 0)
FROM courtesy_bill_line AS l
LEFT JOIN courtesy_credited AS c ON c.bill = l.bill AND c.line_no = l.line_no
WHERE l.bill = ?1 ORDER BY l.line_no

-- name: bill_left_line
SELECT l.line_no, l.net, coalesce(c.amount, 0)
FROM courtesy_bill_line AS l
LEFT JOIN courtesy_credited AS c ON c.bill = l.bill AND c.line_no = l.line_no
WHERE l.bill = ?1 AND l.line_no = ?2

-- name: bill_left_total
SELECT b.net - (SELECT CAST(coalesce(sum(c.amount), 0) AS BIGINT)
                FROM courtesy_credited AS c WHERE c.bill = b.bill)
FROM courtesy_bill AS b WHERE b.bill = ?1

-- name: bill_list
SELECT b.bill, b.bill_no, c.ref, q.quote_no, b.currency, b.date, b.rounding,
       b.fact, b.recorded_at, b.lines, b.gross, b.discounts, b.charges, b.net,
       b.id
FROM courtesy_bill AS b
JOIN courtesy_client AS c ON c.client = b.client
LEFT JOIN courtesy_quote AS q ON q.quote = b.quote
WHERE b.month BETWEEN ?1 AND ?2 AND b.date BETWEEN ?3 AND ?4
ORDER BY b.date, b.bill

-- name: bill_list_client
WITH RECURSIVE months (month) AS (
    SELECT min(month) FROM courtesy_bill WHERE month >= ?1
    UNION ALL
    SELECT (SELECT min(n.month) FROM courtesy_bill AS n
            WHERE n.month > months.month)
    FROM months WHERE months.month IS NOT NULL
)
SELECT b.bill, b.bill_no, c.ref, q.quote_no, b.currency, b.date, b.rounding,
       b.fact, b.recorded_at, b.lines, b.gross, b.discounts, b.charges, b.net,
       b.id
FROM months
CROSS JOIN courtesy_bill AS b
JOIN courtesy_client AS c ON c.client = b.client
LEFT JOIN courtesy_quote AS q ON q.quote = b.quote
WHERE b.month = months.month AND b.client = ?5 AND months.month <= ?2
      AND b.date BETWEEN ?3 AND ?4
ORDER BY b.date, b.bill

-- name: bill_one
SELECT b.bill, b.bill_no, c.ref, q.quote_no, b.currency, b.date, b.rounding,
       b.fact, b.recorded_at, b.lines, b.gross, b.discounts, b.charges, b.net,
       b.id
FROM courtesy_bill AS b
JOIN courtesy_client AS c ON c.client = b.client
LEFT JOIN courtesy_quote AS q ON q.quote = b.quote
WHERE b.bill = ?1

-- name: line_list_bill
SELECT l.line_no, l.description, l.quantity, l.list_unit_price, l.gross,
       l.discounts, l.charges, l.net, l.product_code, l.product_category,
       l.cost, coalesce(c.amount, 0),
       b.quote IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM courtesy_quote_line AS q
           WHERE q.quote = b.quote AND q.line_no = l.line_no)
FROM courtesy_bill_line AS l
JOIN courtesy_bill AS b ON b.bill = l.bill
LEFT JOIN courtesy_credited AS c ON c.bill = l.bill AND c.line_no = l.line_no
WHERE l.bill = ?1 ORDER BY l.line_no

-- name: client_bill_currencies
WITH RECURSIVE months (month) AS (
    SELECT min(month) FROM courtesy_bill
    UNION ALL
    SELECT (SELECT min(n.month) FROM courtesy_bill AS n
            WHERE n.month > months.month)
    FROM months WHERE months.month IS NOT NULL
)
SELECT DISTINCT b.currency
FROM months CROSS JOIN courtesy_bill AS b
WHERE b.month = months.month AND b.client = ?1
ORDER BY b.currency
