"""The public structs and constants of the headers, and a C program that says
how a compiler lays them out."""
import re

COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
STRUCT = re.compile(r"typedef\s+struct\s+(cty_\w+)\s*\{([^{}]*)\}\s*(cty_\w+)"
                    r"\s*;")
ENUM = re.compile(r"\benum\s*(?:\w+\s*)?\{([^{}]*)\}")


def _field(declaration):
    pointer = re.search(r"\(\s*\*\s*(\w+)\s*\)", declaration)
    if pointer:
        return [pointer.group(1)]
    names = []
    for part in declaration.split(","):
        part = re.sub(r"\[[^\]]*\]", "", part).strip()
        names.append(re.search(r"(\w+)$", part).group(1))
    return names


def structs_of(header):
    """Pairs of a struct's name and the names of its fields."""
    for name, body, again in STRUCT.findall(COMMENT.sub(" ", header)):
        assert name == again, f"{name} is also called {again}"
        yield name, [field for declaration in body.split(";")
                     if declaration.strip()
                     for field in _field(" ".join(declaration.split()))]


def constants_of(header):
    for body in ENUM.findall(COMMENT.sub(" ", header)):
        for part in body.split(","):
            if part.strip():
                yield re.match(r"\s*(\w+)", part).group(1)


def program(headers):
    """A program for these headers: pairs of name and text."""
    out = [f"#include <courtesy/{name}>" for name, _ in headers]
    out += ["#include <stdio.h>", "", "int", "main(void)", "{"]
    for _, text in headers:
        for name, fields in structs_of(text):
            out.append(f'    printf("{name} %zu align %zu\\n", sizeof({name}), '
                       f"_Alignof({name}));")
            out += [f'    printf("    {field} at %zu, %zu bytes\\n", '
                    f"offsetof({name}, {field}), "
                    f"sizeof((({name} *)0)->{field}));" for field in fields]
        out += [f'    printf("{name} = %d\\n", (int){name});'
                for name in constants_of(text)]
    return "\n".join(out + ["    return 0;", "}", ""])
