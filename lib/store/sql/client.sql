-- Clients, persons and reasons.

-- name: client_by_ref
SELECT client, ref, tracking_code, folded_code, name, contact, address, city,
       region, postal_code, country, email, phone, since, language, note
FROM courtesy_client WHERE ref = ?1

-- name: client_by_code
SELECT client FROM courtesy_client WHERE folded_code = ?1

-- name: client_key
SELECT client, ref, tracking_code FROM courtesy_client WHERE client = ?1

-- name: client_key_ref
SELECT client, ref, tracking_code FROM courtesy_client WHERE ref = ?1

-- name: client_key_code
SELECT client, ref, tracking_code FROM courtesy_client WHERE folded_code = ?1

-- name: client_next
SELECT coalesce(max(client), 0) FROM courtesy_client

-- name: client_refs
SELECT ref FROM courtesy_client ORDER BY client LIMIT 10000

-- name: client_insert
INSERT INTO courtesy_client
    (client, name, contact, address, city, region, postal_code, country, email,
     phone, since, language, note, ref, tracking_code, folded_code)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)

-- name: client_update
UPDATE courtesy_client SET
    name = ?2, contact = ?3, address = ?4, city = ?5, region = ?6,
    postal_code = ?7, country = ?8, email = ?9, phone = ?10, since = ?11,
    language = ?12, note = ?13
WHERE client = ?1

-- name: client_list
SELECT client, ref, tracking_code, folded_code, name, contact, address, city,
       region, postal_code, country, email, phone, since, language, note
FROM courtesy_client ORDER BY ref

-- name: client_one
SELECT client, ref, tracking_code, folded_code, name, contact, address, city,
       region, postal_code, country, email, phone, since, language, note
FROM courtesy_client WHERE client = ?1

-- name: person_by_name
SELECT person FROM courtesy_person WHERE name = ?1

-- name: person_insert
INSERT INTO courtesy_person (name) VALUES (?1)

-- name: person_names
SELECT name FROM courtesy_person ORDER BY name LIMIT 10000

-- name: person_list
SELECT name FROM courtesy_person ORDER BY name

-- name: reason_by_code
SELECT label, saving FROM courtesy_reason WHERE reason = ?1

-- name: reason_insert
INSERT INTO courtesy_reason (reason, label, saving) VALUES (?1, ?2, ?3)

-- name: reason_codes
SELECT reason FROM courtesy_reason ORDER BY position LIMIT 10000

-- name: reason_list
SELECT reason, label, saving FROM courtesy_reason ORDER BY position
