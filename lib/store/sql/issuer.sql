-- The issuer. What is given as NULL (amounts: 0) stays as it is.

-- name: issuer_insert
INSERT INTO courtesy_issuer (issuer, name) VALUES (1, ?1)

-- name: issuer_name
SELECT name FROM courtesy_issuer WHERE issuer = 1

-- name: issuer_read
SELECT name, address, country, email, phone, legal, language, accent, note,
       signer, signer_title, signer_phone, amounts, logo
FROM courtesy_issuer WHERE issuer = 1

-- name: issuer_update
UPDATE courtesy_issuer SET
    name = coalesce(?1, name), address = coalesce(?2, address),
    country = coalesce(?3, country), email = coalesce(?4, email),
    phone = coalesce(?5, phone), legal = coalesce(?6, legal),
    language = coalesce(?7, language), accent = coalesce(?8, accent),
    note = coalesce(?9, note), signer = coalesce(?10, signer),
    signer_title = coalesce(?11, signer_title),
    signer_phone = coalesce(?12, signer_phone),
    amounts = CASE ?13 WHEN 0 THEN amounts ELSE ?13 END,
    logo = CASE ?14 WHEN 1 THEN NULL ELSE coalesce(?15, logo) END
WHERE issuer = 1
