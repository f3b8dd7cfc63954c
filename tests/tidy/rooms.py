"""Which room may include what, and call what: DESIGN.md, section 4, as
tables."""
import pathlib

import source

LIBC = {"assert.h", "errno.h", "inttypes.h", "limits.h", "stdarg.h",
        "stdbool.h", "stddef.h", "stdint.h", "stdio.h", "stdlib.h",
        "string.h", "sys/types.h"}
FILES = {"fcntl.h", "sys/stat.h", "unistd.h"}
CLOCK = {"time.h"}

# room: (what of the house, or the one header; what of others)
MAY_INCLUDE = {
    "include": ({"courtesy"}, {"stdbool.h", "stddef.h", "stdint.h"}),
    "lib/base": ({"courtesy/base.h", "base"}, LIBC | {"sha2.h"}),
    "lib/engine": ({"courtesy/base.h", "base", "engine"},
                   LIBC | FILES | CLOCK | {"sqlite3.h"}),
    "lib/store": ({"courtesy", "base", "engine", "store"}, LIBC),
    "lib/domain": ({"courtesy", "base", "engine/memory.h", "store", "domain"},
                   LIBC),
    "lib/statement": ({"courtesy", "base", "engine", "store", "statement"},
                      LIBC),
    "lib/report": ({"courtesy", "base", "engine", "store", "report"}, LIBC),
    "lib/exchange": ({"courtesy", "base", "engine", "store", "domain",
                      "statement", "exchange"}, LIBC),
    "lib/api": ({"courtesy", "base", "engine", "store", "domain", "statement",
                 "report", "exchange", "api"},
                LIBC | CLOCK | {"uuid/uuid.h"}),
    "lib/print": ({"courtesy", "print"}, None),
    "cli": ({"courtesy", "cli"}, None),
}

# What only some rooms may include, wherever MAY_INCLUDE says None.
ONLY_IN = {
    "sqlite3.h": ("lib/engine", "tests", "bindings/sqlite"),
    "sha2.h": ("lib/base", "cli", "tests"),
    "uuid/uuid.h": ("lib/api", "tests"),
    "popt.h": ("cli",),
    "csv.h": ("cli",),
    "libsmartcols/libsmartcols.h": ("cli",),
}

PRINTS = {"printf", "fprintf", "vprintf", "vfprintf", "dprintf", "vdprintf",
          "puts", "fputs", "putchar", "putc", "fputc", "fwrite", "perror",
          "psignal", "syslog", "stdout", "stderr"}
ENVIRONMENT = {"getenv", "secure_getenv", "setenv", "unsetenv", "putenv",
               "environ", "setlocale", "uselocale"}
ENDS = {"exit", "_exit", "_Exit", "quick_exit", "abort", "atexit", "raise",
        "kill", "system", "popen", "fork"}
ALLOCATES = {"malloc", "calloc", "realloc", "reallocarray", "free", "strdup",
             "strndup", "asprintf", "vasprintf", "getline", "getdelim",
             "aligned_alloc", "posix_memalign", "open_memstream"}
UNSAFE = {"sprintf", "vsprintf", "strcpy", "strcat", "strncpy", "strncat",
          "stpcpy", "atoi", "atol", "atoll", "atof", "gets", "strtok",
          "scanf", "fscanf", "sscanf", "vscanf", "vfscanf", "vsscanf",
          "alloca", "mktemp", "tmpnam", "tempnam"}
FLOATS = {"float", "double", "_Float128", "strtod", "strtof", "strtold",
          "modf", "floor", "ceil", "round", "lround", "llround", "pow"}


def _own_header(what, files, path):
    """Whether it lies in the folder of the file that includes it."""
    return (pathlib.PurePosixPath(path).parent / what).as_posix() in files


def _of_the_house(room, bracket, what, files, path):
    """What of the house is included, or None if it is another's."""
    if bracket == "<":
        return what if what.startswith("courtesy/") else None
    if room == "cli":
        return "cli/" + what if _own_header(what, files, path) else what
    return what


def _allowed(what, allowed):
    return what in allowed or what.split("/")[0] in allowed


def check_layers(files):
    """Nothing includes upwards, and each room only what it may."""
    for path, text in files.items():
        room = source.room_of(path)
        if not source.is_c(path):
            continue
        if room.startswith("lib/") and room not in MAY_INCLUDE:
            yield f"{path}: {room} is no room of DESIGN.md, section 4"
            continue
        house, others = MAY_INCLUDE.get(room, (None, None))
        for number, bracket, what in source.includes_of(text):
            own = _of_the_house(room, bracket, what, files, path)
            place = f"{path}:{number}: "
            if own is None and others is not None and what not in others:
                yield f"{place}{room} may not include <{what}>"
            elif own is None and what in ONLY_IN and \
                    not room.startswith(ONLY_IN[what]):
                yield f"{place}only {ONLY_IN[what][0]} includes <{what}>"
            elif own is not None and house is not None and \
                    not _allowed(own, house):
                yield f"{place}{room} may not include {what}"


def _words_banned(files, banned, where, reason):
    for path, text in files.items():
        if source.is_c(path) and where(source.room_of(path)):
            for number, word in source.words_of(text):
                if word in banned:
                    yield f"{path}:{number}: {word}: {reason}"


def _in_lib(room):
    return room.startswith("lib/")


def check_output(files):
    """The library never logs or prints."""
    return _words_banned(files, PRINTS, _in_lib, "the library never prints")


def check_environment(files):
    """Nothing gets in unasked: the environment is the CLI's to read."""
    return _words_banned(files, ENVIRONMENT,
                         lambda room: room != "cli" and
                         not room.startswith("tests"),
                         "only the CLI reads the environment")


def check_ends(files):
    """The library never ends its host."""
    return _words_banned(files, ENDS, _in_lib,
                         "the library neither ends nor starts a process")


def check_allocator(files):
    """A host that configured SQLite's allocator has configured ours."""
    return _words_banned(files, ALLOCATES,
                         lambda room: _in_lib(room) and room != "lib/print",
                         "the library allocates with ctyi_alloc")


def check_unsafe(files):
    """Calls that cannot be used well."""
    return _words_banned(files, UNSAFE, lambda room: True, "banned")


def check_floats(files):
    """Money is whole numbers everywhere below the page."""
    def below_the_page(room):
        return room == "include" or _in_lib(room) and room != "lib/print"
    return _words_banned(files, FLOATS, below_the_page,
                         "no floating point below the page")
