#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output.h"
#include "page.h"

static const struct column columns[] = {
    {"name", CTY_COLUMN_TEXT, SHOWN},
    {"address", CTY_COLUMN_TEXT, SHOWN},
    {"country", CTY_COLUMN_TEXT, SHOWN},
    {"email", CTY_COLUMN_TEXT, SHOWN},
    {"phone", CTY_COLUMN_TEXT, SHOWN},
    {"legal", CTY_COLUMN_TEXT, SHOWN},
    {"language", CTY_COLUMN_TEXT, SHOWN},
    {"accent", CTY_COLUMN_TEXT, SHOWN},
    {"note", CTY_COLUMN_TEXT, SHOWN},
    {"signer", CTY_COLUMN_TEXT, SHOWN},
    {"signer_title", CTY_COLUMN_TEXT, SHOWN},
    {"signer_phone", CTY_COLUMN_TEXT, SHOWN},
    {"amounts", CTY_COLUMN_TEXT, SHOWN},
    {"logo", CTY_COLUMN_TEXT, SHOWN}};

struct set_args {
    cty_issuer issuer;
    struct cli_list address;
    const char *amounts;
    const char *logo; /* a file */
};

#define ISSUER_OPTION(name, member, value, help)                               \
    {                                                                          \
        name, 0, CLI_TEXT, offsetof(struct set_args, issuer.member), value,    \
            help                                                               \
    }

static const struct cli_option set_options[] = {
    ISSUER_OPTION("name", name, "NAME", "as statements print it"),
    {"address", 0, CLI_LIST, offsetof(struct set_args, address), "LINE",
     "a line of the address; up to 4, in order"},
    ISSUER_OPTION("country", country, "COUNTRY", "country"),
    ISSUER_OPTION("email", email, "ADDRESS", "e-mail address"),
    ISSUER_OPTION("phone", phone, "NUMBER", "telephone number"),
    ISSUER_OPTION("legal", legal, "TEXT",
                  "the line at the foot: registration and so on"),
    ISSUER_OPTION("language", language, "TAG",
                  "of clients who have none: en, de-AT"),
    ISSUER_OPTION("accent", accent, "COLOUR",
                  "\"#0B6650\"; dark enough to be read on white"),
    ISSUER_OPTION("note", note, "TEXT", "thanks to clients without a note"),
    ISSUER_OPTION("signer", signer, "NAME", "who signs the note"),
    ISSUER_OPTION("signer-title", signer_title, "TITLE", "the signer's title"),
    ISSUER_OPTION("signer-phone", signer_phone, "NUMBER",
                  "the signer's direct line"),
    {"logo", 0, CLI_TEXT, offsetof(struct set_args, logo), "FILE",
     "a PNG of up to 1 MiB and 2048 x 2048 pixels"},
    {"no-logo", 0, CLI_FLAG, offsetof(struct set_args, issuer.drop_logo), NULL,
     "without a logo from now on"},
    {"amounts", 0, CLI_TEXT, offsetof(struct set_args, amounts), "net|gross",
     "say that amounts exclude tax, or include it"},
    CLI_OPTION_DRY_RUN,
    {0}};

static const struct cli_option show_options[] = {CLI_OPTION_FORMAT, {0}};

/* ---- set -------------------------------------------------------------- */

static int
read_amounts(struct cli *cli, const char *text, int32_t *out_amounts)
{
    if (strcmp(text, "net") == 0)
        *out_amounts = CTY_AMOUNTS_NET;
    else if (strcmp(text, "gross") == 0)
        *out_amounts = CTY_AMOUNTS_GROSS;
    else
        return cli_usage(cli, "--amounts: \"%s\" is not net or gross", text);
    return CLI_OK;
}

/* *out_address is yours. */
static int
join_address(struct cli *cli, const struct cli_list *lines, char **out_address)
{
    size_t room = 1;
    char *to;

    for (size_t i = 0; i < lines->count; i++) {
        if (strpbrk(lines->texts[i], "\r\n") != NULL)
            return cli_usage(cli, "--address: more than a line; name each "
                                  "with an --address of its own");
        room += strlen(lines->texts[i]) + 1;
    }
    to = *out_address = malloc(room);
    if (to == NULL)
        return cli_no_memory(cli);
    for (size_t i = 0; i < lines->count; i++) {
        size_t length = strlen(lines->texts[i]);

        if (i > 0)
            *to++ = '\n';
        memcpy(to, lines->texts[i], length);
        to += length;
    }
    *to = '\0';
    return CLI_OK;
}

/* One byte more than is allowed, for the ledger to see that it is too many. */
static int
read_up(struct cli *cli, int descriptor, const char *path, cty_issuer *issuer)
{
    char *bytes = malloc(CTY_MAX_LOGO + 1);
    ssize_t got = 1;

    if (bytes == NULL)
        return cli_no_memory(cli);
    issuer->logo = bytes;
    while (got > 0 && issuer->logo_size < CTY_MAX_LOGO + 1) {
        got = read(descriptor, bytes + issuer->logo_size,
                   CTY_MAX_LOGO + 1 - issuer->logo_size);
        if (got < 0)
            return cli_fail_errno(cli, path);
        issuer->logo_size += (size_t)got;
    }
    return CLI_OK;
}

/* A pipe or a device would be waited for; issuer->logo is yours. */
static int
read_logo(struct cli *cli, const char *path, cty_issuer *issuer)
{
    struct stat there;
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    int went;

    if (descriptor < 0)
        return cli_fail_errno(cli, path);
    if (fstat(descriptor, &there) != 0) {
        went = cli_fail_errno(cli, path);
    } else if (!S_ISREG(there.st_mode)) {
        cli_complain(cli, "%s: the logo is no file: save it as a PNG", path);
        went = CLI_USAGE;
    } else {
        went = read_up(cli, descriptor, path, issuer);
    }
    close(descriptor);
    return went;
}

static bool
changes_nothing(const struct set_args *args)
{
    const cty_issuer *issuer = &args->issuer;

    return issuer->name == NULL && issuer->country == NULL &&
           issuer->email == NULL && issuer->phone == NULL &&
           issuer->legal == NULL && issuer->language == NULL &&
           issuer->accent == NULL && issuer->note == NULL &&
           issuer->signer == NULL && issuer->signer_title == NULL &&
           issuer->signer_phone == NULL && !issuer->drop_logo &&
           args->address.count == 0 && args->amounts == NULL &&
           args->logo == NULL;
}

static int
check_args(struct cli *cli, struct set_args *args)
{
    if (changes_nothing(args))
        return cli_usage(cli, "nothing to change is named");
    if (args->logo != NULL && args->issuer.drop_logo)
        return cli_usage(cli, "either --logo or --no-logo, not both");
    if (page_check_language(cli, args->issuer.language) != CLI_OK)
        return CLI_USAGE;
    if (args->amounts != NULL)
        return read_amounts(cli, args->amounts, &args->issuer.amounts);
    return CLI_OK;
}

/* A logo may be a PNG in form, and still be none that can be drawn. */
static cty_status
try_logo(const struct set_args *args, cty_error *err)
{
    cty_printer_options options = CTY_PRINTER_OPTIONS_INIT;
    cty_issuer logo = CTY_ISSUER_INIT;
    cty_printer *printer = NULL;
    cty_status status;

    if (args->logo == NULL)
        return CTY_OK;
    options.issued = cli_today();
    logo.logo = args->issuer.logo;
    logo.logo_size = args->issuer.logo_size;
    status = print_open(&logo, &options, &printer, err);
    print_close(printer);
    return status;
}

static int
write_issuer(struct cli *cli, const struct set_args *args)
{
    cty_error err = CTY_ERROR_INIT;
    cty_status status =
        cty_batch_begin(cli->ledger, CTY_BATCH_ATOMIC, cli->dry_run, &err);

    if (status == CTY_OK)
        status = cty_issuer_set(cli->ledger, &args->issuer, &err);
    if (status == CTY_OK)
        status = try_logo(args, &err);
    if (status == CTY_OK)
        status = cty_batch_end(cli->ledger, &err);
    else
        cty_batch_abandon(cli->ledger);
    if (status != CTY_OK && args->logo != NULL &&
        strcmp(err.field, "logo") == 0)
        return cli_bad_value(cli, args->logo, &err);
    if (status != CTY_OK)
        return cli_fail(cli, &err);
    cli_say(cli, cli->dry_run ? "dry run: nothing was written"
                              : "changed the issuer");
    return CLI_OK;
}

static int
cmd_issuer_set(struct cli *cli, int argc, const char **argv)
{
    struct set_args args = {.issuer = CTY_ISSUER_INIT};
    char *address = NULL;
    int went = cli_parse(cli, &args, argc, argv);

    if (went == CLI_OK)
        went = check_args(cli, &args);
    if (went == CLI_OK && args.address.count > 0)
        went = join_address(cli, &args.address, &address);
    if (went == CLI_OK && args.logo != NULL)
        went = read_logo(cli, args.logo, &args.issuer);
    if (went == CLI_OK)
        went = cli_open(cli, true);
    if (went == CLI_OK) {
        args.issuer.address = address;
        went = write_issuer(cli, &args);
    }
    free(address);
    free((void *)(uintptr_t)args.issuer.logo);
    return went;
}

/* ---- show ------------------------------------------------------------- */

/* A block has a line for each field. Yours. */
static char *
on_one_line(const char *address)
{
    char *line = malloc(2 * strlen(address) + 1);
    char *to = line;

    if (line == NULL)
        return NULL;
    for (; *address != '\0'; address++) {
        if (*address == '\n')
            *to++ = ',';
        *to++ = *address == '\n' ? ' ' : *address;
    }
    *to = '\0';
    return line;
}

static unsigned
side_at(const unsigned char *png, size_t at)
{
    return (unsigned)png[at] << 24 | (unsigned)png[at + 1] << 16 |
           (unsigned)png[at + 2] << 8 | png[at + 3];
}

/* "12,345" */
static void
group(size_t number, char *buffer, size_t room)
{
    if (number >= 1000000)
        (void)snprintf(buffer, room, "%zu,%03zu,%03zu", number / 1000000,
                       number / 1000 % 1000, number % 1000);
    else if (number >= 1000)
        (void)snprintf(buffer, room, "%zu,%03zu", number / 1000, number % 1000);
    else
        (void)snprintf(buffer, room, "%zu", number);
}

/* "PNG, 400 x 120, 12,345 bytes"; the ledger made sure of its header. */
static void
describe_logo(const cty_issuer *issuer, char *buffer)
{
    enum { WIDTH_AT = 16, HEIGHT_AT = 20, HEADER_END = 24 };
    char bytes[32];

    buffer[0] = '\0';
    if (issuer->logo == NULL || issuer->logo_size < HEADER_END)
        return;
    group(issuer->logo_size, bytes, sizeof bytes);
    (void)snprintf(buffer, CELL_TEXT, "PNG, %u x %u, %.9s bytes",
                   side_at(issuer->logo, WIDTH_AT),
                   side_at(issuer->logo, HEIGHT_AT), bytes);
}

static void
issuer_cells(const cty_issuer *issuer, const char *address, struct row *row)
{
    static const char *const amounts[] = {"", "net", "gross"};

    row_begin(row);
    row_text(row, issuer->name);
    row_text(row, address);
    row_text(row, issuer->country);
    row_text(row, issuer->email);
    row_text(row, issuer->phone);
    row_text(row, issuer->legal);
    row_text(row, issuer->language);
    row_text(row, issuer->accent);
    row_text(row, issuer->note);
    row_text(row, issuer->signer);
    row_text(row, issuer->signer_title);
    row_text(row, issuer->signer_phone);
    row_text(row, issuer->amounts >= 0 && issuer->amounts <= CTY_AMOUNTS_GROSS
                      ? amounts[issuer->amounts]
                      : "");
    describe_logo(issuer, row_room(row));
}

static int
cmd_issuer_show(struct cli *cli, int argc, const char **argv)
{
    struct output output;
    struct row row;
    cty_issuer issuer = CTY_ISSUER_INIT;
    cty_error err = CTY_ERROR_INIT;
    char *address;
    int went = cli_start_reading(cli, NULL, argc, argv);

    if (went != CLI_OK)
        return went;
    if (cty_issuer_get(cli->ledger, &issuer, &err) != CTY_OK)
        return cli_fail(cli, &err);
    address = on_one_line(issuer.address);
    if (address == NULL)
        return cli_no_memory(cli);

    went = output_begin(&output, cli, columns, COLUMN_COUNT(columns), true);
    if (went == CLI_OK) {
        issuer_cells(&issuer,
                     cli->format == CLI_TABLE ? address : issuer.address, &row);
        went = output_row(&output, &row);
    }
    went = output_end(&output, went);
    free(address);
    return went;
}

static const struct cli_command commands[] = {
    {"set", "[OPTION...]",
     "Change how the shop is shown on its statements; \"\" empties a field.",
     "  courtesy issuer set --address \"Mill Lane 3\" --address \"Astoria, OR "
     "97103\" \\\n"
     "      --phone \"503 555 0142\" --logo logo.png --accent \"#0B6650\"\n"
     "  courtesy issuer set --note \"Thank you for building with us.\" \\\n"
     "      --signer \"Dana Reyes\" --signer-title Owner --amounts net\n",
     0, 0, set_options, cmd_issuer_set},
    {"show", "[OPTION...]", "Show the issuer.", "  courtesy issuer show\n", 0,
     0, show_options, cmd_issuer_show}};

const struct cli_noun issuer_noun = {
    "issuer", "the shop, as statements show it: set, show", commands,
    COLUMN_COUNT(commands)};
