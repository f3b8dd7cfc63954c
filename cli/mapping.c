#include <string.h>

#include "import.h"

static int
bad_mapping(struct cli *cli, const char *given, const char *what,
            const struct cli_near *near)
{
    if (near->found == NULL)
        return cli_usage(cli, "--column: \"%s\": no such %s", given, what);
    return cli_usage(cli, "--column: \"%s\": no such %s; did you mean %s?",
                     given, what, near->found);
}

static bool
names(const char *text, size_t length, const char *name)
{
    return strlen(name) == length && memcmp(text, name, length) == 0;
}

/* file.csv by its name without the ending. */
static const char *
find_file(const char *text, size_t length)
{
    const char *file;

    for (size_t i = 0; (file = cty_import_file_name(i)) != NULL; i++)
        if (strlen(file) == length + 4 && memcmp(text, file, length) == 0)
            return file;
    return NULL;
}

static const char *
find_column(const char *file, const char *text, size_t length,
            struct cli_near *near)
{
    const char *column;

    for (size_t i = 0; (column = cty_import_column_name(file, i)) != NULL;
         i++) {
        if (names(text, length, column))
            return column;
        cli_near(near, column);
    }
    return NULL;
}

static int
read_mapping(struct cli *cli, const char *given, struct mapping *mapping)
{
    const char *dot = strchr(given, '.');
    const char *equals = dot != NULL ? strchr(dot, '=') : NULL;
    char column[64];
    struct cli_near near = {column, NULL, 0};

    if (equals == NULL || equals[1] == '\0')
        return cli_usage(cli, "--column: \"%s\" is not FILE.COLUMN=HEADER",
                         given);
    mapping->file = find_file(given, (size_t)(dot - given));
    if (mapping->file == NULL)
        return bad_mapping(cli, given, "file", &near);
    (void)snprintf(column, sizeof column, "%.*s", (int)(equals - dot - 1),
                   dot + 1);
    mapping->column =
        find_column(mapping->file, dot + 1, (size_t)(equals - dot - 1), &near);
    if (mapping->column == NULL)
        return bad_mapping(cli, given, "column", &near);
    mapping->header = equals + 1;
    return CLI_OK;
}

int
mappings_read(struct cli *cli, const struct cli_list *given,
              struct mappings *mappings)
{
    int went = CLI_OK;

    if (given->count > MAPPINGS_MOST)
        return cli_usage(cli, "--column: more than %d", MAPPINGS_MOST);
    for (size_t i = 0; i < given->count && went == CLI_OK; i++)
        went = read_mapping(cli, given->texts[i], &mappings->all[i]);
    mappings->count = given->count;
    return went;
}

const char *
mapping_column(const struct mappings *mappings, const char *file,
               const char *header)
{
    const char *column = header;

    for (size_t i = 0; i < mappings->count; i++) {
        const struct mapping *mapping = &mappings->all[i];

        if (strcmp(mapping->file, file) != 0)
            continue;
        if (strcmp(mapping->header, header) == 0)
            return mapping->column;
        if (strcmp(mapping->column, header) == 0)
            column = "";
    }
    return column;
}
