#!/usr/bin/env python3
"""Turn SQL files into C: usage: embed.py header|source OUTPUT FILE...

Files below schema/ become the texts of ctyi_schema, in the order of their
names; every "-- name: x" of the others becomes CTYI_SQL_X."""
import pathlib
import sys


def statements(path):
    name, lines = None, []
    for line in path.read_text().splitlines():
        if line.startswith("-- name: "):
            if name:
                yield name, "\n".join(lines)
            name, lines = line[9:].strip(), []
        elif name and line.strip() and not line.lstrip().startswith("--"):
            lines.append(line.rstrip())
    if name:
        yield name, "\n".join(lines)


def literal(text):
    out = []
    for line in text.splitlines():
        escaped = line.replace("\\", "\\\\").replace('"', '\\"')
        out.append(f'    "{escaped}\\n"')
    return "\n".join(out)


def main():
    what, output, *names = sys.argv[1:]
    paths = [pathlib.Path(name) for name in names]
    schema = sorted(p for p in paths if "schema" in p.parts)
    sql = [pair for p in sorted(paths) if p not in schema
           for pair in statements(p)]
    seen = {}
    for name, _ in sql:
        if name in seen:
            sys.exit(f"{name}: named twice")
        seen[name] = True
    out = ["/* Made from the SQL files; not edited. */"]
    if what == "header":
        out += ["#ifndef CTYI_STORE_SQL_H", "#define CTYI_STORE_SQL_H", "",
                "enum ctyi_sql {"]
        out += [f"    CTYI_SQL_{name.upper()}," for name, _ in sql]
        out += ["    CTYI_SQL_COUNT", "};", "",
                "extern const char *const ctyi_sql_texts[CTYI_SQL_COUNT];",
                f"enum {{ CTYI_SCHEMA_VERSION = {len(schema)} }};",
                "extern const char *const ctyi_schema[CTYI_SCHEMA_VERSION];",
                "", "#endif"]
    else:
        out += ['#include "store/sql.h"', "",
                "const char *const ctyi_sql_texts[CTYI_SQL_COUNT] = {"]
        out += [f"    [CTYI_SQL_{name.upper()}] =\n{literal(text)},"
                for name, text in sql]
        out += ["};", "",
                "const char *const ctyi_schema[CTYI_SCHEMA_VERSION] = {"]
        out += [f"{literal(p.read_text())}," for p in schema]
        out += ["};"]
    pathlib.Path(output).write_text("\n".join(out) + "\n")


main()
