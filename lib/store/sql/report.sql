-- Reports over the whole ledger. Entries are first summed up by (month, client,
-- currency), in the order of their covering index; only these few rows are
-- sorted. A span is months ?1 to ?2 and days ?3 to ?4.

-- ?5: months before the fiscal year begins; ?6, ?7: by client, by quarter.
-- Quarters are counted from the year 0. Both answer in the order of their keys,
-- to be merged: one sort of rows that hold both kinds of sums takes longer than
-- two of narrow ones.
-- name: savings_entries
SELECT s.ref, s.quarter, s.currency, CAST(sum(s.credit_notes) AS BIGINT),
       CAST(sum(s.credits) AS BIGINT), CAST(sum(s.savings) AS BIGINT)
FROM (
    SELECT CASE CAST(?6 AS BIGINT) WHEN 1 THEN c.ref ELSE '' END AS ref,
           CASE CAST(?7 AS BIGINT) WHEN 1 THEN
               (m.month / 100 * 12 + m.month % 100 - 1 - CAST(?5 AS BIGINT)) / 3
           ELSE 0 END AS quarter,
           m.currency, m.credit_notes, m.credits, m.savings
    FROM (
        SELECT month, client, currency,
               count(*) FILTER (WHERE kind = 3) AS credit_notes,
               CAST(sum(CASE kind WHEN 3 THEN amount WHEN 4 THEN -amount
                        ELSE 0 END) AS BIGINT) AS credits,
               CAST(sum(CASE kind * saving WHEN 1 THEN amount
                        WHEN 3 THEN amount WHEN 4 THEN -amount ELSE 0 END)
                    AS BIGINT) AS savings
        FROM courtesy_entry
        WHERE month BETWEEN ?1 AND ?2 AND date BETWEEN ?3 AND ?4
        GROUP BY month, client, currency
    ) AS m
    CROSS JOIN courtesy_client AS c
    WHERE c.client = m.client
) AS s
GROUP BY s.ref, s.quarter, s.currency
ORDER BY s.ref, s.quarter, s.currency

-- Bills are few a client and month: summing them up first would not pay.
-- name: savings_bills
SELECT s.ref, s.quarter, s.currency, count(*),
       CAST(sum(s.gross) AS BIGINT), CAST(sum(s.discounts) AS BIGINT),
       CAST(sum(s.charges) AS BIGINT)
FROM (
    SELECT CASE CAST(?6 AS BIGINT) WHEN 1 THEN c.ref ELSE '' END AS ref,
           CASE CAST(?7 AS BIGINT) WHEN 1 THEN
               (b.month / 100 * 12 + b.month % 100 - 1 - CAST(?5 AS BIGINT)) / 3
           ELSE 0 END AS quarter,
           b.currency, b.gross, b.discounts, b.charges
    FROM courtesy_bill AS b
    CROSS JOIN courtesy_client AS c
    WHERE b.month BETWEEN ?1 AND ?2 AND b.date BETWEEN ?3 AND ?4
          AND c.client = b.client
) AS s
GROUP BY s.ref, s.quarter, s.currency
ORDER BY s.ref, s.quarter, s.currency

-- name: margin_client
SELECT c.ref, m.currency, CAST(sum(m.gross) AS BIGINT),
       CAST(sum(m.discounts) AS BIGINT), CAST(sum(m.charges) AS BIGINT),
       CAST(sum(m.billed) AS BIGINT), CAST(sum(m.cost) AS BIGINT),
       CAST(sum(m.without_cost) AS BIGINT), CAST(sum(m.credits) AS BIGINT)
FROM (
    SELECT b.client, b.currency, CAST(sum(l.gross) AS BIGINT) AS gross,
           CAST(sum(l.discounts) AS BIGINT) AS discounts,
           CAST(sum(l.charges) AS BIGINT) AS charges,
           CAST(sum(l.net) AS BIGINT) AS billed,
           CAST(coalesce(sum(l.cost), 0) AS BIGINT) AS cost,
           CAST(sum(CASE WHEN l.cost IS NULL THEN l.net ELSE 0 END)
                AS BIGINT) AS without_cost,
           0 AS credits
    FROM courtesy_bill AS b CROSS JOIN courtesy_bill_line AS l
    WHERE b.month BETWEEN ?1 AND ?2 AND b.date BETWEEN ?3 AND ?4
          AND l.bill = b.bill
    GROUP BY b.month, b.client, b.currency
    UNION ALL
    SELECT client, currency, 0, 0, 0, 0, 0, 0,
           CAST(sum(CASE kind WHEN 4 THEN -amount ELSE amount END) AS BIGINT)
    FROM courtesy_entry
    WHERE month BETWEEN ?1 AND ?2 AND date BETWEEN ?3 AND ?4
          AND kind IN (3, 4)
    GROUP BY month, client, currency
) AS m
CROSS JOIN courtesy_client AS c
WHERE c.client = m.client
GROUP BY c.ref, m.currency
ORDER BY m.currency,
         sum(m.billed) - sum(m.without_cost) - sum(m.cost) DESC, c.ref

-- ?5: by product code (2) or by category (3).
-- name: margin_line
SELECT m.item, m.currency, CAST(sum(m.gross) AS BIGINT),
       CAST(sum(m.discounts) AS BIGINT), CAST(sum(m.charges) AS BIGINT),
       CAST(sum(m.billed) AS BIGINT), CAST(sum(m.cost) AS BIGINT),
       CAST(sum(m.without_cost) AS BIGINT), CAST(sum(m.credits) AS BIGINT)
FROM (
    SELECT CASE CAST(?5 AS BIGINT) WHEN 2 THEN l.product_code
           ELSE l.product_category END AS item, b.currency, l.gross,
           l.discounts, l.charges, l.net AS billed, coalesce(l.cost, 0) AS cost,
           CASE WHEN l.cost IS NULL THEN l.net ELSE 0 END AS without_cost,
           0 AS credits
    FROM courtesy_bill AS b CROSS JOIN courtesy_bill_line AS l
    WHERE b.month BETWEEN ?1 AND ?2 AND b.date BETWEEN ?3 AND ?4
          AND l.bill = b.bill
    UNION ALL
    SELECT CASE CAST(?5 AS BIGINT) WHEN 2 THEN l.product_code
           ELSE l.product_category END, e.currency, 0, 0, 0, 0, 0, 0,
           CASE e.kind WHEN 4 THEN -s.amount ELSE s.amount END
    FROM courtesy_entry AS e
    CROSS JOIN courtesy_share AS s
    CROSS JOIN courtesy_bill_line AS l
    WHERE e.month BETWEEN ?1 AND ?2 AND e.date BETWEEN ?3 AND ?4
          AND e.kind IN (3, 4) AND e.bill IS NOT NULL
          AND s.entry = coalesce(e.reverses, e.entry)
          AND l.bill = e.bill AND l.line_no = s.line_no
) AS m
WHERE m.item <> ''
GROUP BY m.item, m.currency
ORDER BY m.currency,
         sum(m.billed) - sum(m.without_cost) - sum(m.cost) DESC, m.item
