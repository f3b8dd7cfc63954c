-- Rows of an import folder, on their way into the ledger. The tables are
-- temporary ones, on disk, of a database of their own, so that what is undone
-- in the ledger leaves what is to be told of it. owner is the file of the
-- document that a row belongs to, its own where it is that document. bad is 1
-- where the row itself is, 2 for a document with such a row.

-- name: import_tables
CREATE TEMP TABLE import_row (
    position INTEGER PRIMARY KEY,
    file     INTEGER NOT NULL,
    owner    INTEGER NOT NULL,
    line     INTEGER NOT NULL,
    document TEXT,
    line_no  INTEGER NOT NULL,
    date     INTEGER NOT NULL,
    link     TEXT,
    bad      INTEGER NOT NULL,
    cells    BLOB NOT NULL
);
CREATE TEMP TABLE import_problem (
    problem  INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    file     INTEGER NOT NULL,
    owner    INTEGER NOT NULL,
    line     INTEGER NOT NULL,
    field    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    document TEXT NOT NULL,
    at_fault INTEGER NOT NULL
);
CREATE INDEX import_problem_by_position ON import_problem (position);
CREATE TEMP TABLE import_person (
    person INTEGER PRIMARY KEY,
    name   TEXT NOT NULL
);

-- name: import_indexes
CREATE INDEX import_row_by_document ON import_row
    (owner, document, file, line_no);
CREATE INDEX import_row_by_link ON import_row (file, link)
    WHERE link IS NOT NULL;

-- name: import_row_insert
INSERT INTO import_row
    (position, file, owner, line, document, line_no, date, link, bad, cells)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)

-- name: import_problem_insert
INSERT INTO import_problem
    (position, file, owner, line, field, reason, document, at_fault)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)

-- name: import_person_insert
INSERT INTO import_person (person, name) VALUES (?1, ?2)

-- name: import_person_forget
DELETE FROM import_person WHERE person > ?1

-- name: import_twice
SELECT later.position, later.file, later.owner, later.line, later.document,
       one.line, CASE WHEN later.cells = one.cells THEN 1 ELSE 0 END
FROM (SELECT owner, document, min(position) AS position FROM import_row
      WHERE file = owner AND document IS NOT NULL
      GROUP BY owner, document HAVING count(*) > 1) AS twice
JOIN import_row AS one ON one.position = twice.position
JOIN import_row AS later
    ON later.owner = twice.owner AND later.document = twice.document
   AND later.file = twice.owner AND later.position > twice.position

-- name: import_orphans
SELECT part.position, part.file, part.owner, part.line, part.document
FROM import_row AS part
WHERE part.file > part.owner AND part.document IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM import_row AS head
                  WHERE head.owner = part.owner
                    AND head.document = part.document
                    AND head.file = part.owner)

-- name: import_spread
UPDATE import_row SET bad = 2
WHERE file = owner AND bad = 0 AND document IS NOT NULL
  AND EXISTS (SELECT 1 FROM import_row AS other
              WHERE other.owner = import_row.owner
                AND other.document = import_row.document AND other.bad > 0)

-- name: import_row_reject
UPDATE import_row SET bad = 1 WHERE position = ?1

-- name: import_masters
SELECT position, line, document, cells FROM import_row
WHERE file = ?1 AND bad = 0 ORDER BY position

-- name: import_documents
SELECT position, owner, line, document, date, bad, cells FROM import_row
WHERE file = owner AND owner >= ?1 AND document IS NOT NULL
ORDER BY date, owner, position

-- name: import_parts
SELECT position, file, line, line_no, bad, cells FROM import_row
WHERE owner = ?1 AND document = ?2 AND file > ?1
ORDER BY file, line_no, position

-- name: import_fate
SELECT max(bad) FROM import_row
WHERE owner = ?1 AND document = ?2 AND file = ?1

-- name: import_fate_linked
SELECT max(bad) FROM import_row WHERE file = ?1 AND link = ?2

-- name: import_leave_out
INSERT INTO import_problem
    (position, file, owner, line, field, reason, document, at_fault)
SELECT part.position, part.file, part.owner, part.line, '', '', part.document, 0
FROM import_row AS part
WHERE part.document IS NOT NULL
  AND EXISTS (SELECT 1 FROM import_row AS head
              WHERE head.owner = part.owner AND head.document = part.document
                AND head.file = part.owner AND head.bad > 0)
  AND NOT EXISTS (SELECT 1 FROM import_problem AS told
                  WHERE told.position = part.position)

-- name: import_bad_rows
SELECT count(DISTINCT position) FROM import_problem WHERE at_fault = 1

-- name: import_rejected
SELECT count(*) FROM import_row WHERE file = owner AND owner >= ?1 AND bad > 0

-- name: import_problems
SELECT file, line, field, reason, document, owner, at_fault
FROM import_problem ORDER BY file, line, position, problem

-- name: import_persons
SELECT name FROM import_person ORDER BY person
