#!/usr/bin/env python3
"""Verify the chains of a ledger, with nothing of courtesy's own: SQLite to
read the columns, hashlib to hash them, and lib/store/CHAIN.md to know which.

verify.py LEDGER [REF]    a line for each client, or the one: its last fact's
                          number and its chain head, as statements print them;
                          exit 1 where a chain does not hold
"""
import hashlib
import pathlib
import sqlite3
import sys

FACT = "client, fact, date, id, recorded_at"
TOTALS = "lines, gross, discounts, charges, net"
LINE = ("line_no, description, quantity, list_unit_price, gross, discounts,"
        " charges, net, product_code, product_category, cost")
ADJUSTMENT = "position, line_no, kind, amount, rate, reason, person"
ENTRY = ("number, kind, bill, line_no, currency, amount, rate, saving, reason,"
         " person, note, credit_no, reverses")

# kind: its table, the table's key, its own columns, and its rows of other
# tables: (table, the fact's key there, columns, order).
KINDS = {
    1: ("courtesy_quote", "quote",
        f"quote_no, valid_until, currency, rounding, {TOTALS}",
        [("courtesy_quote_line", "quote", LINE, "line_no"),
         ("courtesy_quote_adjustment", "quote", ADJUSTMENT, "position")]),
    2: ("courtesy_quote_status", "quote_status", "quote, status", []),
    3: ("courtesy_bill", "bill",
        f"bill_no, quote, currency, rounding, {TOTALS}",
        [("courtesy_bill_line", "bill", LINE, "line_no")]),
    4: ("courtesy_entry", "entry", ENTRY,
        [("courtesy_share", "entry", "line_no, amount", "line_no")]),
}
LAYOUT = 1


class Broken(Exception):
    """A chain that does not hold."""


def field(value):
    """A length of 8 bytes, the highest first, then the bytes."""
    if value is None:
        return b"\xff" * 8
    if isinstance(value, int):
        value = b"%d" % value
    elif isinstance(value, str):
        value = value.encode()
    return len(value).to_bytes(8, "big") + value


def digest(fields):
    return hashlib.sha256(b"".join(map(field, fields))).digest()


def first_head(tracking_code):
    return digest(["courtesy/client/1", tracking_code])


def sealed(db, kind, key):
    """Every sealed column of a fact, in order."""
    table, name, own, parts = KINDS[kind]
    fields = list(db.execute(
        f"SELECT {name}, {FACT}, {own} FROM {table} WHERE {name} = ?",
        (key,)).fetchone())
    for part, link, columns, order in parts:
        for row in db.execute(
                f"SELECT {columns} FROM {part} WHERE {link} = ?"
                f" ORDER BY {order}", (key,)):
            fields += row
    return fields


def facts(db, client):
    """(number, kind, key, head) of a client's facts, by number."""
    found = []
    for kind, (table, name, _, _) in KINDS.items():
        found += [(number, kind, key, head) for number, key, head in db.execute(
            f"SELECT fact, {name}, head FROM {table} WHERE client = ?",
            (client,))]
    return sorted(found)


def chain(db, client, ref, tracking_code):
    """The client's last fact number and head, recomputed."""
    head, last = first_head(tracking_code), 0
    for number, kind, key, kept in facts(db, client):
        if number != last + 1:
            raise Broken(f"{ref}: fact {last + 1} is not there")
        fields = sealed(db, kind, key)
        head = digest(["courtesy/fact/1", kind, LAYOUT, len(fields), *fields,
                       head])
        if head != kept:
            raise Broken(f"{ref}: fact {number} is not what was sealed")
        last = number
    kept = db.execute("SELECT facts, head FROM courtesy_head WHERE client = ?",
                      (client,)).fetchone()
    if kept != (last, head):
        raise Broken(f"{ref}: its head is not that of fact {last}, its last")
    return last, head.hex()


def open_to_read(ledger):
    uri = pathlib.Path(ledger).absolute().as_uri()
    return sqlite3.connect(f"{uri}?mode=ro", uri=True)


def verify(db, only=None):
    """{ref: (last fact, head)} of all clients, or of the one."""
    clients = db.execute("SELECT client, ref, tracking_code"
                         " FROM courtesy_client ORDER BY ref").fetchall()
    return {ref: chain(db, client, ref, code) for client, ref, code in clients
            if only in (None, ref)}


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    ledger, *only = sys.argv[1:]
    try:
        for ref, (last, head) in verify(open_to_read(ledger), *only).items():
            print(ref, last, head)
    except Broken as broken:
        sys.exit(f"verify.py: {broken}")


if __name__ == "__main__":
    main()
