/*
 * What the commands share: the invocation, how it is parsed, and how it speaks.
 */
#ifndef COURTESY_CLI_H
#define COURTESY_CLI_H

#include <stdio.h>

#include <courtesy/courtesy.h>

/* Exit codes, and what a step of a command answers. */
enum {
    CLI_OK = 0,
    CLI_FAILED = 1,
    CLI_USAGE = 2,
    CLI_NOT_FOUND = 3,
    CLI_REFUSED = 4,
    CLI_BUSY = 5,
    CLI_CORRUPT = 6,
    CLI_HELPED = -1,   /* --help was asked for and given: done */
    CLI_VERSIONED = -2 /* --version likewise */
};

enum { CLI_TABLE = 0, CLI_CSV = CTY_FORMAT_CSV, CLI_JSON = CTY_FORMAT_JSON };

/* What a list of repeated options holds; texts are borrowed. */
struct cli_list {
    const char **texts;
    size_t count;
};

/* How an option's value is read, and what it is stored as in the arguments. */
enum {
    CLI_END = 0,
    CLI_TEXT,     /* const char * */
    CLI_LIST,     /* struct cli_list */
    CLI_FLAG,     /* bool */
    CLI_NUMBER,   /* int32_t, 1 or more */
    CLI_DATE,     /* cty_date */
    CLI_DECIMAL,  /* cty_decimal */
    CLI_ROUNDING, /* cty_rounding */
    CLI_FORMAT,   /* cli->format */
    CLI_DRY_RUN,  /* cli->dry_run */
    CLI_KEY,      /* cli->key */
    CLI_LEDGER,   /* cli->path */
    CLI_HELP,
    CLI_VERSION
};

struct cli_option {
    const char *name;
    char letter;
    int kind;
    size_t at;         /* offset in the command's arguments */
    const char *value; /* as help names it; NULL: it takes none */
    const char *help;
};

#define CLI_OPTION_FORMAT                                                      \
    {                                                                          \
        "format", 0, CLI_FORMAT, 0, "FORMAT", "table (as is), csv or json"     \
    }
#define CLI_OPTION_DRY_RUN                                                     \
    {                                                                          \
        "dry-run", 0, CLI_DRY_RUN, 0, NULL, "check everything, write nothing"  \
    }
#define CLI_OPTION_KEY                                                         \
    {                                                                          \
        "key", 0, CLI_KEY, 0, "KEY",                                           \
            "request key: the same request again is done once"                 \
    }

struct cli;
struct cli_parsed;

struct cli_command {
    const char *verb;      /* NULL where the noun is the command */
    const char *arguments; /* as in "REF --name NAME [OPTION...]" */
    const char *summary;
    const char *examples; /* lines, each with its newline */
    int operands_least;
    int operands_most;
    const struct cli_option *options; /* to CLI_END */
    int (*run)(struct cli *cli, int argc, const char **argv);
};

struct cli_noun {
    const char *name;
    const char *summary;
    const struct cli_command *commands;
    size_t count;
};

struct cli {
    const char *path; /* of the ledger */
    const struct cli_noun *noun;
    const struct cli_command *command;
    cty_ledger *ledger;
    int format;
    bool dry_run;
    const char *key;
    bool ascii;            /* the environment knows no UTF-8 */
    const char **operands; /* operands_most of them; NULL where left out */
    struct cli_parsed *parsed;
};

/* ---- parsing (options.c) ---------------------------------------------- */

/*
 * Parse the command's options into args, and its operands. Texts live until
 * cli_close. CLI_HELPED after --help.
 */
int cli_parse(struct cli *cli, void *args, int argc, const char **argv);
/* Whether the option was named. */
bool cli_given(const struct cli *cli, const char *option);
/* The options before the command; *out_rest is where it begins. */
int cli_parse_global(struct cli *cli, int argc, const char **argv,
                     int *out_rest);
/* Complain about how the command was called. Always CLI_USAGE. */
int cli_usage(struct cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A value that its reader refused: "--date: ..."; with its exit code. */
int cli_bad_value(struct cli *cli, const char *option, const cty_error *err);
/* A number from 1 to most; name is what the complaint begins with. */
int cli_read_number(struct cli *cli, const char *name, const char *text,
                    int32_t most, int32_t *out);
void cli_parsed_free(struct cli_parsed *parsed);

/* ---- the ledger (cli.c) ----------------------------------------------- */

int cli_open(struct cli *cli, bool to_write);
/* cli_parse, then cli_open. */
int cli_start_reading(struct cli *cli, void *args, int argc, const char **argv);
int cli_start_writing(struct cli *cli, void *args, int argc, const char **argv);
void cli_close(struct cli *cli);

/*
 * Around a write: a dry run is a batch that keeps nothing. cli_end takes how
 * the write went and answers for both.
 */
cty_status cli_begin(struct cli *cli, cty_error *err);
cty_status cli_end(struct cli *cli, cty_status status, cty_error *err);

int cli_ledger_info(struct cli *cli, cty_ledger_info *out_info);
int cli_period(struct cli *cli, const char *text, cty_period *out_period);

/* Today here, for where no date was given; a warning for a day after it. */
void cli_date(struct cli *cli, const cty_date *date, cty_date *today);
cty_date cli_today(void);

/* ---- speaking (say.c) ------------------------------------------------- */

/* A line on stderr, with whatever could upset a terminal shown as '?'. */
void cli_say(const struct cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void cli_warn(const struct cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void cli_complain(const struct cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Say what failed; answers the exit code. */
int cli_fail(const struct cli *cli, const cty_error *err);
int cli_fail_errno(const struct cli *cli, const char *what);
int cli_no_memory(const struct cli *cli);
int cli_exit_code(cty_status status);

/* Print what was made, alone on a line of stdout; say so if nothing was. */
int cli_made(const struct cli *cli, const char *code);

/* "33000.00 USD" */
enum { CLI_MONEY_TEXT = CTY_MONEY_TEXT + 4 };
char *cli_money(int64_t minor, const char *currency, char *buffer);
cty_money cli_amount(int64_t minor, const char *currency);

/* Whoever read stdout has gone away with what they wanted of it. */
bool cli_reader_left(void);

bool cli_terminal(int descriptor);
/* A terminal, and nobody said NO_COLOR. */
bool cli_in_colour(int descriptor);
/* cty_write on a FILE. */
bool cli_write_file(void *file, const void *bytes, size_t size);

/* The candidate that comes near a mistyped word, or NULL. */
struct cli_near {
    const char *word;
    const char *found;
    int distance;
};
void cli_near(struct cli_near *near, const char *candidate);

/* ---- help (help.c) ---------------------------------------------------- */

void cli_help(FILE *to);
void cli_help_noun(const struct cli_noun *noun, FILE *to);
/* The nouns, in the order of help; NULL after the last. */
extern const struct cli_noun *const cli_nouns[];

extern const struct cli_noun init_noun;
extern const struct cli_noun issuer_noun;
extern const struct cli_noun client_noun;
extern const struct cli_noun person_noun;
extern const struct cli_noun reason_noun;
extern const struct cli_noun quote_noun;
extern const struct cli_noun bill_noun;
extern const struct cli_noun credit_noun;
extern const struct cli_noun statement_noun;
extern const struct cli_noun report_noun;
extern const struct cli_noun import_noun;
extern const struct cli_noun export_noun;
extern const struct cli_noun check_noun;

#endif
