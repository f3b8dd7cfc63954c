-- The ledger. Dates are integers (20260930), months too (202609); money is in
-- minor units; quantities and unit prices are millionths; times are UTC
-- milliseconds since 1970.
--
-- Facts (quotes, their changes of status, bills, entries) share one sequence,
-- their primary keys, in the order they were recorded; fact is their number
-- among their client's facts, head the client's chain up to and with them.

CREATE TABLE courtesy_meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- ---- master data

-- The shop, as its statements show it: one row, made with the ledger.
CREATE TABLE courtesy_issuer (
    issuer       INTEGER PRIMARY KEY CHECK (issuer = 1),
    name         TEXT NOT NULL,
    address      TEXT NOT NULL DEFAULT '',
    country      TEXT NOT NULL DEFAULT '',
    email        TEXT NOT NULL DEFAULT '',
    phone        TEXT NOT NULL DEFAULT '',
    legal        TEXT NOT NULL DEFAULT '',
    language     TEXT NOT NULL DEFAULT '',
    accent       TEXT NOT NULL DEFAULT '',
    note         TEXT NOT NULL DEFAULT '',
    signer       TEXT NOT NULL DEFAULT '',
    signer_title TEXT NOT NULL DEFAULT '',
    signer_phone TEXT NOT NULL DEFAULT '',
    amounts      INTEGER NOT NULL DEFAULT 0 CHECK (amounts BETWEEN 0 AND 2),
    logo         BLOB
) STRICT;

CREATE TABLE courtesy_client (
    client        INTEGER PRIMARY KEY,
    ref           TEXT NOT NULL UNIQUE,
    tracking_code TEXT NOT NULL,
    folded_code   TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    contact       TEXT NOT NULL DEFAULT '',
    address       TEXT NOT NULL DEFAULT '',
    city          TEXT NOT NULL DEFAULT '',
    region        TEXT NOT NULL DEFAULT '',
    postal_code   TEXT NOT NULL DEFAULT '',
    country       TEXT NOT NULL DEFAULT '',
    email         TEXT NOT NULL DEFAULT '',
    phone         TEXT NOT NULL DEFAULT '',
    since         INTEGER NOT NULL DEFAULT 0,
    language      TEXT NOT NULL DEFAULT '',
    note          TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE courtesy_person (
    person INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE courtesy_reason (
    position INTEGER PRIMARY KEY,
    reason   TEXT NOT NULL UNIQUE,
    label    TEXT NOT NULL,
    saving   INTEGER NOT NULL CHECK (saving IN (0, 1))
) STRICT;

-- What changes with every fact of a client, in one narrow row.
CREATE TABLE courtesy_head (
    client      INTEGER PRIMARY KEY REFERENCES courtesy_client (client),
    facts       INTEGER NOT NULL,
    entries     INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    head        BLOB NOT NULL
) STRICT;

-- ---- quotes

CREATE TABLE courtesy_quote (
    quote       INTEGER PRIMARY KEY,
    client      INTEGER NOT NULL REFERENCES courtesy_client (client),
    fact        INTEGER NOT NULL,
    quote_no    TEXT NOT NULL UNIQUE,
    date        INTEGER NOT NULL,
    month       INTEGER NOT NULL,
    valid_until INTEGER NOT NULL,
    currency    TEXT NOT NULL,
    rounding    INTEGER NOT NULL,
    lines       INTEGER NOT NULL,
    gross       INTEGER NOT NULL,
    discounts   INTEGER NOT NULL,
    charges     INTEGER NOT NULL,
    net         INTEGER NOT NULL,
    id          BLOB NOT NULL,
    recorded_at INTEGER NOT NULL,
    head        BLOB NOT NULL
) STRICT;

CREATE INDEX courtesy_quote_by_month ON courtesy_quote (month, client);

CREATE TABLE courtesy_quote_line (
    quote            INTEGER NOT NULL REFERENCES courtesy_quote (quote),
    line_no          INTEGER NOT NULL,
    description      TEXT NOT NULL,
    quantity         INTEGER NOT NULL,
    list_unit_price  INTEGER NOT NULL,
    gross            INTEGER NOT NULL,
    discounts        INTEGER NOT NULL,
    charges          INTEGER NOT NULL,
    net              INTEGER NOT NULL,
    product_code     TEXT NOT NULL,
    product_category TEXT NOT NULL,
    cost             INTEGER,
    PRIMARY KEY (quote, line_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE courtesy_quote_adjustment (
    quote    INTEGER NOT NULL REFERENCES courtesy_quote (quote),
    position INTEGER NOT NULL,
    line_no  INTEGER NOT NULL,
    kind     INTEGER NOT NULL CHECK (kind IN (1, 2)),
    amount   INTEGER NOT NULL,
    rate     INTEGER NOT NULL,
    reason   TEXT NOT NULL REFERENCES courtesy_reason (reason),
    person   INTEGER REFERENCES courtesy_person (person),
    PRIMARY KEY (quote, position)
) STRICT, WITHOUT ROWID;

-- Accepted (1) or declined (2); billed is told by the bill.
CREATE TABLE courtesy_quote_status (
    quote_status INTEGER PRIMARY KEY,
    client       INTEGER NOT NULL REFERENCES courtesy_client (client),
    fact         INTEGER NOT NULL,
    quote        INTEGER NOT NULL UNIQUE REFERENCES courtesy_quote (quote),
    status       INTEGER NOT NULL CHECK (status IN (1, 2)),
    date         INTEGER NOT NULL,
    id           BLOB NOT NULL,
    recorded_at  INTEGER NOT NULL,
    head         BLOB NOT NULL
) STRICT;

-- ---- bills

CREATE TABLE courtesy_bill (
    bill        INTEGER PRIMARY KEY,
    client      INTEGER NOT NULL REFERENCES courtesy_client (client),
    fact        INTEGER NOT NULL,
    bill_no     TEXT NOT NULL UNIQUE,
    quote       INTEGER UNIQUE REFERENCES courtesy_quote (quote),
    date        INTEGER NOT NULL,
    month       INTEGER NOT NULL,
    currency    TEXT NOT NULL,
    rounding    INTEGER NOT NULL,
    lines       INTEGER NOT NULL,
    gross       INTEGER NOT NULL,
    discounts   INTEGER NOT NULL,
    charges     INTEGER NOT NULL,
    net         INTEGER NOT NULL,
    id          BLOB NOT NULL,
    recorded_at INTEGER NOT NULL,
    head        BLOB NOT NULL
) STRICT;

-- Led by the month, so that posting touches the ledger's newest pages only.
CREATE INDEX courtesy_bill_by_month ON courtesy_bill
    (month, client, currency, date, gross, discounts, charges, net);

CREATE TABLE courtesy_bill_line (
    bill             INTEGER NOT NULL REFERENCES courtesy_bill (bill),
    line_no          INTEGER NOT NULL,
    description      TEXT NOT NULL,
    quantity         INTEGER NOT NULL,
    list_unit_price  INTEGER NOT NULL,
    gross            INTEGER NOT NULL,
    discounts        INTEGER NOT NULL,
    charges          INTEGER NOT NULL,
    net              INTEGER NOT NULL CHECK (net >= 0),
    product_code     TEXT NOT NULL,
    product_category TEXT NOT NULL,
    cost             INTEGER,
    PRIMARY KEY (bill, line_no)
) STRICT, WITHOUT ROWID;

-- ---- entries

-- kind: discount (1), charge (2), credit (3), reversal (4). amount is over 0.
CREATE TABLE courtesy_entry (
    entry       INTEGER PRIMARY KEY,
    client      INTEGER NOT NULL REFERENCES courtesy_client (client),
    fact        INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    kind        INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 4),
    date        INTEGER NOT NULL,
    month       INTEGER NOT NULL,
    bill        INTEGER REFERENCES courtesy_bill (bill),
    line_no     INTEGER NOT NULL,
    currency    TEXT NOT NULL,
    amount      INTEGER NOT NULL CHECK (amount > 0),
    rate        INTEGER NOT NULL,
    saving      INTEGER NOT NULL CHECK (saving IN (0, 1)),
    reason      TEXT NOT NULL REFERENCES courtesy_reason (reason),
    person      INTEGER REFERENCES courtesy_person (person),
    note        TEXT NOT NULL,
    credit_no   TEXT NOT NULL,
    reverses    INTEGER REFERENCES courtesy_entry (entry),
    id          BLOB NOT NULL,
    recorded_at INTEGER NOT NULL,
    head        BLOB NOT NULL
) STRICT;

CREATE INDEX courtesy_entry_by_month ON courtesy_entry
    (month, client, currency, number, date, kind, saving, amount, bill);

CREATE UNIQUE INDEX courtesy_entry_reverses ON courtesy_entry (reverses)
    WHERE reverses IS NOT NULL;

-- A credit's shares: on lines of its bill, or one on the account (line 0).
CREATE TABLE courtesy_share (
    entry   INTEGER NOT NULL REFERENCES courtesy_entry (entry),
    line_no INTEGER NOT NULL,
    amount  INTEGER NOT NULL CHECK (amount > 0),
    PRIMARY KEY (entry, line_no)
) STRICT, WITHOUT ROWID;

-- The running total of what a bill's line was credited, less reversals.
CREATE TABLE courtesy_credited (
    bill    INTEGER NOT NULL REFERENCES courtesy_bill (bill),
    line_no INTEGER NOT NULL,
    amount  INTEGER NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (bill, line_no)
) STRICT, WITHOUT ROWID;

-- Request keys, what was asked with them (8 bytes of each field's SHA-256) and
-- the fact that answered.
CREATE TABLE courtesy_request (
    request_key TEXT NOT NULL PRIMARY KEY,
    verb        INTEGER NOT NULL,
    content     BLOB NOT NULL,
    answer      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- ---- facts are never updated, deleted or replaced
--
-- REPLACE deletes without asking a DELETE trigger, so that an INSERT over any
-- of a table's keys is refused too.

CREATE TRIGGER courtesy_quote_no_update BEFORE UPDATE ON courtesy_quote
BEGIN SELECT RAISE(ABORT, 'courtesy_quote: never updated'); END;

CREATE TRIGGER courtesy_quote_no_delete BEFORE DELETE ON courtesy_quote
BEGIN SELECT RAISE(ABORT, 'courtesy_quote: never deleted'); END;

CREATE TRIGGER courtesy_quote_no_replace BEFORE INSERT ON courtesy_quote
WHEN EXISTS (SELECT 1 FROM courtesy_quote WHERE quote = NEW.quote) OR
     EXISTS (SELECT 1 FROM courtesy_quote WHERE quote_no = NEW.quote_no)
BEGIN SELECT RAISE(ABORT, 'courtesy_quote: never replaced'); END;

CREATE TRIGGER courtesy_quote_line_no_update
BEFORE UPDATE ON courtesy_quote_line
BEGIN SELECT RAISE(ABORT, 'courtesy_quote_line: never updated'); END;

CREATE TRIGGER courtesy_quote_line_no_delete
BEFORE DELETE ON courtesy_quote_line
BEGIN SELECT RAISE(ABORT, 'courtesy_quote_line: never deleted'); END;

CREATE TRIGGER courtesy_quote_line_no_replace
BEFORE INSERT ON courtesy_quote_line
WHEN EXISTS (SELECT 1 FROM courtesy_quote_line
             WHERE quote = NEW.quote AND line_no = NEW.line_no)
BEGIN SELECT RAISE(ABORT, 'courtesy_quote_line: never replaced'); END;

CREATE TRIGGER courtesy_quote_adjustment_no_update
BEFORE UPDATE ON courtesy_quote_adjustment
BEGIN SELECT RAISE(ABORT, 'courtesy_quote_adjustment: never updated'); END;

CREATE TRIGGER courtesy_quote_adjustment_no_delete
BEFORE DELETE ON courtesy_quote_adjustment
BEGIN SELECT RAISE(ABORT, 'courtesy_quote_adjustment: never deleted'); END;

CREATE TRIGGER courtesy_quote_adjustment_no_replace
BEFORE INSERT ON courtesy_quote_adjustment
WHEN EXISTS (SELECT 1 FROM courtesy_quote_adjustment
             WHERE quote = NEW.quote AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'courtesy_quote_adjustment: never replaced'); END;

CREATE TRIGGER courtesy_quote_status_no_update
BEFORE UPDATE ON courtesy_quote_status
BEGIN SELECT RAISE(ABORT, 'courtesy_quote_status: never updated'); END;

CREATE TRIGGER courtesy_quote_status_no_delete
BEFORE DELETE ON courtesy_quote_status
BEGIN SELECT RAISE(ABORT, 'courtesy_quote_status: never deleted'); END;

CREATE TRIGGER courtesy_quote_status_no_replace
BEFORE INSERT ON courtesy_quote_status
WHEN EXISTS (SELECT 1 FROM courtesy_quote_status
             WHERE quote_status = NEW.quote_status) OR
     EXISTS (SELECT 1 FROM courtesy_quote_status WHERE quote = NEW.quote)
BEGIN SELECT RAISE(ABORT, 'courtesy_quote_status: never replaced'); END;

CREATE TRIGGER courtesy_bill_no_update BEFORE UPDATE ON courtesy_bill
BEGIN SELECT RAISE(ABORT, 'courtesy_bill: never updated'); END;

CREATE TRIGGER courtesy_bill_no_delete BEFORE DELETE ON courtesy_bill
BEGIN SELECT RAISE(ABORT, 'courtesy_bill: never deleted'); END;

CREATE TRIGGER courtesy_bill_no_replace BEFORE INSERT ON courtesy_bill
WHEN EXISTS (SELECT 1 FROM courtesy_bill WHERE bill = NEW.bill) OR
     EXISTS (SELECT 1 FROM courtesy_bill WHERE bill_no = NEW.bill_no) OR
     EXISTS (SELECT 1 FROM courtesy_bill WHERE quote = NEW.quote)
BEGIN SELECT RAISE(ABORT, 'courtesy_bill: never replaced'); END;

CREATE TRIGGER courtesy_bill_line_no_update BEFORE UPDATE ON courtesy_bill_line
BEGIN SELECT RAISE(ABORT, 'courtesy_bill_line: never updated'); END;

CREATE TRIGGER courtesy_bill_line_no_delete BEFORE DELETE ON courtesy_bill_line
BEGIN SELECT RAISE(ABORT, 'courtesy_bill_line: never deleted'); END;

CREATE TRIGGER courtesy_bill_line_no_replace BEFORE INSERT ON courtesy_bill_line
WHEN EXISTS (SELECT 1 FROM courtesy_bill_line
             WHERE bill = NEW.bill AND line_no = NEW.line_no)
BEGIN SELECT RAISE(ABORT, 'courtesy_bill_line: never replaced'); END;

CREATE TRIGGER courtesy_entry_no_update BEFORE UPDATE ON courtesy_entry
BEGIN SELECT RAISE(ABORT, 'courtesy_entry: never updated'); END;

CREATE TRIGGER courtesy_entry_no_delete BEFORE DELETE ON courtesy_entry
BEGIN SELECT RAISE(ABORT, 'courtesy_entry: never deleted'); END;

CREATE TRIGGER courtesy_entry_no_replace BEFORE INSERT ON courtesy_entry
WHEN EXISTS (SELECT 1 FROM courtesy_entry WHERE entry = NEW.entry) OR
     EXISTS (SELECT 1 FROM courtesy_entry WHERE reverses = NEW.reverses)
BEGIN SELECT RAISE(ABORT, 'courtesy_entry: never replaced'); END;

CREATE TRIGGER courtesy_share_no_update BEFORE UPDATE ON courtesy_share
BEGIN SELECT RAISE(ABORT, 'courtesy_share: never updated'); END;

CREATE TRIGGER courtesy_share_no_delete BEFORE DELETE ON courtesy_share
BEGIN SELECT RAISE(ABORT, 'courtesy_share: never deleted'); END;

CREATE TRIGGER courtesy_share_no_replace BEFORE INSERT ON courtesy_share
WHEN EXISTS (SELECT 1 FROM courtesy_share
             WHERE entry = NEW.entry AND line_no = NEW.line_no)
BEGIN SELECT RAISE(ABORT, 'courtesy_share: never replaced'); END;

CREATE TRIGGER courtesy_request_no_update BEFORE UPDATE ON courtesy_request
BEGIN SELECT RAISE(ABORT, 'courtesy_request: never updated'); END;

CREATE TRIGGER courtesy_request_no_delete BEFORE DELETE ON courtesy_request
BEGIN SELECT RAISE(ABORT, 'courtesy_request: never deleted'); END;

CREATE TRIGGER courtesy_request_no_replace BEFORE INSERT ON courtesy_request
WHEN EXISTS (SELECT 1 FROM courtesy_request WHERE request_key = NEW.request_key)
BEGIN SELECT RAISE(ABORT, 'courtesy_request: never replaced'); END;

CREATE TRIGGER courtesy_reason_no_update BEFORE UPDATE ON courtesy_reason
BEGIN SELECT RAISE(ABORT, 'courtesy_reason: never updated'); END;

CREATE TRIGGER courtesy_reason_no_delete BEFORE DELETE ON courtesy_reason
BEGIN SELECT RAISE(ABORT, 'courtesy_reason: never deleted'); END;

CREATE TRIGGER courtesy_reason_no_replace BEFORE INSERT ON courtesy_reason
WHEN EXISTS (SELECT 1 FROM courtesy_reason WHERE position = NEW.position) OR
     EXISTS (SELECT 1 FROM courtesy_reason WHERE reason = NEW.reason)
BEGIN SELECT RAISE(ABORT, 'courtesy_reason: never replaced'); END;

-- The issuer changes, but is never missing.

CREATE TRIGGER courtesy_issuer_no_delete BEFORE DELETE ON courtesy_issuer
BEGIN SELECT RAISE(ABORT, 'courtesy_issuer: never deleted'); END;

-- A client's ref and code stay: statements out there carry them.

CREATE TRIGGER courtesy_client_no_update
BEFORE UPDATE OF client, ref, tracking_code, folded_code ON courtesy_client
BEGIN SELECT RAISE(ABORT, 'courtesy_client: the ref and code stay'); END;

CREATE TRIGGER courtesy_client_no_delete BEFORE DELETE ON courtesy_client
BEGIN SELECT RAISE(ABORT, 'courtesy_client: never deleted'); END;

CREATE TRIGGER courtesy_client_no_replace BEFORE INSERT ON courtesy_client
WHEN EXISTS (SELECT 1 FROM courtesy_client WHERE client = NEW.client) OR
     EXISTS (SELECT 1 FROM courtesy_client WHERE ref = NEW.ref) OR
     EXISTS (SELECT 1 FROM courtesy_client WHERE folded_code = NEW.folded_code)
BEGIN SELECT RAISE(ABORT, 'courtesy_client: never replaced'); END;

-- ---- what every ledger knows

INSERT INTO courtesy_reason (position, reason, label, saving) VALUES
    (1, 'efficiency', 'Efficiency', 1),
    (2, 'extra-waived', 'Extra work waived', 1),
    (3, 'goodwill', 'Goodwill', 1),
    (4, 'early', 'Early order', 1),
    (5, 'volume', 'Volume', 1),
    (6, 'loyalty', 'Loyalty', 1),
    (7, 'incentive', 'Incentive', 1),
    (8, 'special', 'Special credit', 1),
    (9, 'discount', 'Discount', 1),
    (10, 'correction', 'Correction', 0),
    (11, 'return', 'Goods returned', 0),
    (12, 'premium', 'Premium', 0),
    (13, 'rush', 'Rush', 0);
