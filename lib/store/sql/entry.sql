-- Entries: discounts, charges, credits and reversals, and credits' shares.

-- name: entry_insert
INSERT INTO courtesy_entry
    (entry, client, fact, date, id, recorded_at, head, number, kind, month,
     bill, line_no, currency, amount, rate, saving, reason, person, note,
     credit_no, reverses)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
        ?17, ?18, ?19, ?20, ?21)

-- name: share_insert
INSERT INTO courtesy_share (entry, line_no, amount) VALUES (?1, ?2, ?3)

-- name: credited_add
INSERT INTO courtesy_credited (bill, line_no, amount) VALUES (?1, ?2, ?3)
ON CONFLICT (bill, line_no) DO UPDATE SET
    amount = courtesy_credited.amount + excluded.amount

-- name: credited_take
UPDATE courtesy_credited SET amount = amount - ?3
WHERE bill = ?1 AND line_no = ?2

-- name: entry_by_key
SELECT entry, client, fact, date, id, recorded_at, head, number, kind, bill,
       line_no, currency, amount, rate, saving, reason, person, note, credit_no,
       reverses
FROM courtesy_entry WHERE entry = ?1

-- name: entry_by_number
WITH RECURSIVE months (month) AS (
    SELECT min(month) FROM courtesy_entry
    UNION ALL
    SELECT (SELECT min(n.month) FROM courtesy_entry AS n
            WHERE n.month > months.month)
    FROM months WHERE months.month IS NOT NULL
)
SELECT e.entry
FROM months CROSS JOIN courtesy_entry AS e
WHERE e.month = months.month AND e.client = ?1 AND e.number = ?2

-- name: entry_reversal
SELECT entry FROM courtesy_entry WHERE reverses = ?1

-- name: entry_shares
SELECT line_no, amount FROM courtesy_share WHERE entry = ?1 ORDER BY line_no

-- name: share_list
SELECT s.line_no, s.amount, l.description
FROM courtesy_share AS s
JOIN courtesy_entry AS e ON e.entry = s.entry
LEFT JOIN courtesy_bill_line AS l ON l.bill = e.bill AND l.line_no = s.line_no
WHERE s.entry = ?1 ORDER BY s.line_no

-- name: entry_list
SELECT e.entry, e.client, e.fact, e.date, e.id, e.recorded_at, e.head, e.number,
       e.kind, e.bill, e.line_no, e.currency, e.amount, e.rate, e.saving,
       e.reason, e.person, e.note, e.credit_no, e.reverses,
       c.tracking_code, c.ref, b.bill_no, r.label, p.name, x.number, y.number
FROM courtesy_entry AS e
JOIN courtesy_client AS c ON c.client = e.client
JOIN courtesy_reason AS r ON r.reason = e.reason
LEFT JOIN courtesy_bill AS b ON b.bill = e.bill
LEFT JOIN courtesy_person AS p ON p.person = e.person
LEFT JOIN courtesy_entry AS x ON x.reverses = e.entry
LEFT JOIN courtesy_entry AS y ON y.entry = e.reverses
WHERE e.month BETWEEN ?1 AND ?2 AND e.date BETWEEN ?3 AND ?4
      AND e.kind IN (?5, ?6, ?7, ?8)
ORDER BY e.date, e.entry

-- name: entry_list_client
WITH RECURSIVE months (month) AS (
    SELECT min(month) FROM courtesy_entry WHERE month >= ?1
    UNION ALL
    SELECT (SELECT min(n.month) FROM courtesy_entry AS n
            WHERE n.month > months.month)
    FROM months WHERE months.month IS NOT NULL
)
SELECT e.entry, e.client, e.fact, e.date, e.id, e.recorded_at, e.head, e.number,
       e.kind, e.bill, e.line_no, e.currency, e.amount, e.rate, e.saving,
       e.reason, e.person, e.note, e.credit_no, e.reverses,
       c.tracking_code, c.ref, b.bill_no, r.label, p.name, x.number, y.number
FROM months
CROSS JOIN courtesy_entry AS e
JOIN courtesy_client AS c ON c.client = e.client
JOIN courtesy_reason AS r ON r.reason = e.reason
LEFT JOIN courtesy_bill AS b ON b.bill = e.bill
LEFT JOIN courtesy_person AS p ON p.person = e.person
LEFT JOIN courtesy_entry AS x ON x.reverses = e.entry
LEFT JOIN courtesy_entry AS y ON y.entry = e.reverses
WHERE e.month = months.month AND e.client = ?9 AND months.month <= ?2
      AND e.date BETWEEN ?3 AND ?4 AND e.kind IN (?5, ?6, ?7, ?8)
      AND (?10 = 0 OR e.bill = ?10)
ORDER BY e.date, e.entry

-- name: entry_one
SELECT e.entry, e.client, e.fact, e.date, e.id, e.recorded_at, e.head, e.number,
       e.kind, e.bill, e.line_no, e.currency, e.amount, e.rate, e.saving,
       e.reason, e.person, e.note, e.credit_no, e.reverses,
       c.tracking_code, c.ref, b.bill_no, r.label, p.name, x.number, y.number
FROM courtesy_entry AS e
JOIN courtesy_client AS c ON c.client = e.client
JOIN courtesy_reason AS r ON r.reason = e.reason
LEFT JOIN courtesy_bill AS b ON b.bill = e.bill
LEFT JOIN courtesy_person AS p ON p.person = e.person
LEFT JOIN courtesy_entry AS x ON x.reverses = e.entry
LEFT JOIN courtesy_entry AS y ON y.entry = e.reverses
WHERE e.entry = ?1
