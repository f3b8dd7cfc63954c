-- The ledger itself, and the facts' common sequence.

-- name: meta_read
SELECT value FROM courtesy_meta WHERE name = ?1

-- name: meta_write
INSERT INTO courtesy_meta (name, value) VALUES (?1, ?2)
ON CONFLICT (name) DO UPDATE SET value = excluded.value

-- name: last_sequence
SELECT max(last) FROM (
    SELECT coalesce(max(quote), 0) AS last FROM courtesy_quote
    UNION ALL SELECT coalesce(max(quote_status), 0) FROM courtesy_quote_status
    UNION ALL SELECT coalesce(max(bill), 0) FROM courtesy_bill
    UNION ALL SELECT coalesce(max(entry), 0) FROM courtesy_entry
) AS lasts

-- name: head_read
SELECT facts, entries, recorded_at, head FROM courtesy_head WHERE client = ?1

-- name: head_write
INSERT INTO courtesy_head (client, facts, entries, recorded_at, head)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (client) DO UPDATE SET
    facts = excluded.facts, entries = excluded.entries,
    recorded_at = excluded.recorded_at, head = excluded.head

-- name: request_read
SELECT verb, content, answer FROM courtesy_request WHERE request_key = ?1

-- name: request_insert
INSERT INTO courtesy_request (request_key, verb, content, answer)
VALUES (?1, ?2, ?3, ?4)
