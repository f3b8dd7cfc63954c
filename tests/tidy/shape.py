"""How the sources look, what SQL is written where, and what headers say."""
import collections
import re
import subprocess

import source

FILE_LINES = 600
FUNCTION_LINES = 60
COLUMNS = 80

SQL_IN_C = re.compile(
    r"\b(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|"
    r"CREATE\s+(UNIQUE\s+)?(TEMP|TEMPORARY|TABLE|INDEX|TRIGGER|VIEW)\b|"
    r"DROP\s+(TABLE|INDEX|TRIGGER|VIEW)\b|ALTER\s+TABLE|PRAGMA\s|ATTACH\s|"
    r"SAVEPOINT\s|BEGIN\s+IMMEDIATE|FROM\s+courtesy_)")

# What one of the two engines does not know, or understands in another way.
NOT_SHARED = {
    r"\b[xX]'": "a blob literal: bind it",
    r"\?(?!\d)": "a parameter without a number",
    r"[:@$][A-Za-z]\w*": "a named parameter",
    r"==": "= compares",
    r"`|\[": "names are not quoted like this",
    r"\bINSERT\s+OR\b|\bREPLACE\s+INTO\b": "say ON CONFLICT",
    r"\bIS\s+(NOT\s+)?(?!NOT\b|NULL\b|DISTINCT\b|TRUE\b|FALSE\b)\S":
        "say IS [NOT] DISTINCT FROM",
    r"\b(rowid|oid|_rowid_)\b": "keys have names",
    r"\b(ifnull|iif|instr|total|group_concat|printf|strftime|julianday|"
    r"datetime|date|typeof|hex|unhex|randomblob|random|char|changes|"
    r"last_insert_rowid|json_\w+)\s*\(": "SQLite's own function",
    r"\b(GLOB|REGEXP|MATCH|COLLATE\s+NOCASE|INDEXED\s+BY|AUTOINCREMENT|"
    r"PRAGMA|WITHOUT\s+ROWID|sqlite_\w+)\b": "SQLite's own word",
    r"\bLIMIT\s+(-|[^\s;)]+\s*,)": "LIMIT has one number, OFFSET the other",
    r"\bCAST\s*\([^()]*\bAS\s+(INTEGER|INT|REAL|BLOB|NUMERIC)\b":
        "CAST to BIGINT or TEXT",
}


def check_file_lengths(files):
    for path, text in files.items():
        count = len(text.splitlines())
        if count > FILE_LINES:
            yield f"{path}: {count} lines, over {FILE_LINES}"


def check_function_lengths(files):
    for path, text in files.items():
        for number, name, count in source.functions_of(path, text):
            if count > FUNCTION_LINES:
                yield (f"{path}:{number}: {name} has {count} lines, over "
                       f"{FUNCTION_LINES}")


def check_width(files):
    for path, text in files.items():
        for number, line in enumerate(text.splitlines(), 1):
            if source.width(line) > COLUMNS:
                yield (f"{path}:{number}: {source.width(line)} columns, over "
                       f"{COLUMNS}")


def check_blanks(files):
    """Ends of lines, tabs and the file's last line."""
    for path, text in files.items():
        for number, line in enumerate(text.split("\n"), 1):
            if line != line.rstrip() or "\t" in line:
                yield f"{path}:{number}: a tab, or blanks at the end"
        if text and (not text.endswith("\n") or text.endswith("\n\n")):
            yield f"{path}: the last line ends once"


def check_return_types(files):
    """A function's name begins its line."""
    for path, text in files.items():
        if not source.is_c(path):
            continue
        for number, line, _ in source.c_functions(text):
            if not re.match(r"[A-Za-z_]\w*\s*\(", line):
                yield (f"{path}:{number}: the return type goes on a line of "
                       f"its own: {line.strip()}")


def check_sql_places(files):
    """SQL is written in lib/store/sql, lib/store/schema and lib/engine."""
    for path, text in files.items():
        room = source.room_of(path)
        if not source.is_c(path) or room == "lib/engine" or \
                room.startswith(("tests", "bindings/sqlite")):
            continue
        for number, literal in source.texts_of(text):
            if SQL_IN_C.search(literal):
                yield f"{path}:{number}: SQL outside lib/store/sql: {literal}"


def _clause_of(words):
    found = re.findall(r"\b(SELECT|WHERE|HAVING|ORDER)\b", words)
    return found[-1] if found else ""


def _sums_uncast(sql):
    """sum() is NUMERIC on other engines: each that is read stands in a CAST."""
    for match in re.finditer(r"\bsum\s*\(", sql, re.I):
        depth, outside, cast, around = 0, 0, False, ""
        for at in range(match.start() - 1, -1, -1):
            depth += {")": 1, "(": -1}.get(sql[at], 0)
            if depth < 0:
                depth, outside = 0, outside + 1
                cast = cast or re.search(r"\bCAST\s*$", sql[:at], re.I)
            elif depth == 0 and outside == 0:
                around = sql[at] + around
        if not cast and _clause_of(around) not in ("HAVING", "ORDER"):
            yield match.start()


def check_shared_sql(files):
    """Statements are written once, in what both engines understand."""
    for path, text in files.items():
        if not re.match(r"lib/store/sql/[^/]*\.sql$", path):
            continue
        for number, sql in source.sql_statements(text):
            found = [(m.start(), reason) for pattern, reason in
                     NOT_SHARED.items() for m in re.finditer(pattern, sql)]
            found += [(at, "sum without CAST(... AS BIGINT)")
                      for at in _sums_uncast(sql)]
            upsert = re.search(
                r"\bINSERT\b[^;]*\bSELECT\b[^;]*\bON\s+CONFLICT\b", sql)
            if upsert and not re.search(r"\bWHERE\b", sql):
                found.append((upsert.start(),
                              "SELECT needs a WHERE before ON CONFLICT"))
            for at, reason in sorted(found):
                yield f"{path}:{number + sql.count(chr(10), 0, at)}: {reason}"


def check_promises(files):
    """A header's comments say since when, and every status by its name."""
    base = files.get("include/courtesy/base.h", "")
    known = source.statuses_of(base) | {"(any)"}
    for path, text in files.items():
        if source.room_of(path) != "include":
            continue
        for name, declared, number, comment in source.promises_of(text):
            place = f"{path}:{number}: {name}: "
            if "@since" not in comment:
                yield place + "its comment has no @since"
            if not re.match(r"CTY_API (CTY_MUST_CHECK )?cty_status ", declared):
                continue
            if "CTY_MUST_CHECK" not in declared:
                yield place + "a status is CTY_MUST_CHECK"
            said = " ".join(re.sub(r"^\s*\*", "", comment, flags=re.M).split())
            named = [word for group in re.findall(
                r"@retval ((?:[\w()]+, )*[\w()]+)", said)
                for word in group.split(", ")]
            if "CTY_OK" not in named:
                yield place + "it does not say when it is CTY_OK"
            for word in named:
                if word not in known:
                    yield place + f"@retval {word} is no status"


def check_readmes(root, folders):
    """Every room says what it is, in about ten lines."""
    for folder in folders:
        readme = root / folder / "README.md"
        if not readme.is_file():
            yield f"{folder}: no README.md"
        elif not 4 <= len(readme.read_text().splitlines()) <= 30:
            yield f"{folder}/README.md: about ten lines"


def check_format(command, root, paths):
    """What clang-format would change."""
    if not paths:
        return
    said = subprocess.run(
        [command, "--dry-run", "-Werror", "--style=file", *paths], cwd=root,
        capture_output=True, text=True, check=False)
    places = collections.Counter(
        line.split(":")[0] for line in said.stderr.splitlines()
        if ": error: " in line or ": warning: " in line)
    for path, count in places.items():
        yield f"{path}: {command} -i {path} would change {count} places"
    if said.returncode != 0 and ": error: " not in said.stderr:
        yield f"{command} failed: {said.stderr.strip()}"
