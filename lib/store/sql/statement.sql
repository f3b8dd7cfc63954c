-- Statements. The indexes are led by (month, client): a client's rows are found
-- by stepping through the ledger's months and seeking the client in each, so
-- that the cost does not grow with the ledger.

-- name: statement_client
SELECT c.client, c.ref, c.tracking_code, c.folded_code, c.name, c.contact,
       c.address, c.city, c.region, c.postal_code, c.country, c.email, c.phone,
       c.since, c.language, c.note, i.name
FROM courtesy_client AS c CROSS JOIN courtesy_issuer AS i
WHERE c.client = ?1 AND i.issuer = 1

-- What was saved, and what was taken back, within a period.
-- name: statement_entries
WITH RECURSIVE months (month) AS (
    SELECT min(month) FROM courtesy_entry WHERE month >= ?3
    UNION ALL
    SELECT (SELECT min(n.month) FROM courtesy_entry AS n
            WHERE n.month > months.month)
    FROM months WHERE months.month < ?4
)
SELECT e.number, e.kind, e.date, e.bill, e.amount, e.reason, r.label, p.name,
       e.note
FROM months
CROSS JOIN courtesy_entry AS e
CROSS JOIN courtesy_reason AS r
LEFT JOIN courtesy_person AS p ON p.person = e.person
WHERE e.month = months.month AND e.month <= ?4 AND e.client = ?1
      AND e.currency = ?2 AND e.date BETWEEN ?5 AND ?6 AND e.saving = 1
      AND e.kind IN (1, 3, 4) AND r.reason = e.reason
ORDER BY e.number

-- All that was granted up to a day, from the covering index alone.
-- name: statement_past
WITH RECURSIVE months (month) AS (
    SELECT min(month) FROM courtesy_entry
    UNION ALL
    SELECT (SELECT min(n.month) FROM courtesy_entry AS n
            WHERE n.month > months.month)
    FROM months WHERE months.month < ?3
)
SELECT e.date, e.kind, e.saving, e.amount, e.bill
FROM months CROSS JOIN courtesy_entry AS e
WHERE e.month = months.month AND e.month <= ?3 AND e.client = ?1
      AND e.currency = ?2 AND e.date <= ?4 AND e.kind IN (1, 3, 4)

-- name: statement_bill
SELECT b.bill_no, b.date, b.net, b.lines,
       (SELECT l.description FROM courtesy_bill_line AS l
        WHERE l.bill = b.bill ORDER BY l.line_no LIMIT 1),
       q.quote_no, q.net
FROM courtesy_bill AS b LEFT JOIN courtesy_quote AS q ON q.quote = b.quote
WHERE b.bill = ?1

-- The currencies of a client's entries and bills: the first and the last.
-- name: statement_currencies
WITH RECURSIVE entry_months (month) AS (
    SELECT min(month) FROM courtesy_entry
    UNION ALL
    SELECT (SELECT min(n.month) FROM courtesy_entry AS n
            WHERE n.month > entry_months.month)
    FROM entry_months WHERE entry_months.month IS NOT NULL
), bill_months (month) AS (
    SELECT min(month) FROM courtesy_bill
    UNION ALL
    SELECT (SELECT min(n.month) FROM courtesy_bill AS n
            WHERE n.month > bill_months.month)
    FROM bill_months WHERE bill_months.month IS NOT NULL
)
SELECT min(found.least), max(found.most)
FROM (
    SELECT min(e.currency) AS least, max(e.currency) AS most
    FROM entry_months CROSS JOIN courtesy_entry AS e
    WHERE e.month = entry_months.month AND e.client = ?1 AND e.currency > ?2
    UNION ALL
    SELECT min(b.currency), max(b.currency)
    FROM bill_months CROSS JOIN courtesy_bill AS b
    WHERE b.month = bill_months.month AND b.client = ?1 AND b.currency > ?2
) AS found

-- Clients and currencies with savings within a period, and how many there are,
-- by ref (?5 is 0), by name (1), or by country, postal code and name (2).
-- name: saver_list
SELECT c.ref, s.currency, s.saved, count(*) OVER (), c.name, c.postal_code,
       c.country
FROM (
    SELECT m.client, m.currency, CAST(sum(m.saved) AS BIGINT) AS saved
    FROM (
        SELECT client, currency,
               CAST(sum(CASE kind WHEN 4 THEN -amount ELSE amount END)
                    AS BIGINT) AS saved
        FROM courtesy_entry
        WHERE month BETWEEN ?1 AND ?2 AND date BETWEEN ?3 AND ?4
              AND saving = 1 AND kind IN (1, 3, 4)
        GROUP BY month, client, currency
    ) AS m
    GROUP BY m.client, m.currency
    HAVING sum(m.saved) > 0
) AS s
JOIN courtesy_client AS c ON c.client = s.client
ORDER BY CASE ?5 WHEN 2 THEN c.country ELSE '' END,
         CASE ?5 WHEN 2 THEN c.postal_code ELSE '' END,
         CASE ?5 WHEN 0 THEN '' ELSE c.name END, c.ref, s.currency
