#include "output.h"
#include "page.h"

static const struct column columns[] = {
    {"ref", CTY_COLUMN_TEXT, SHOWN},
    {"name", CTY_COLUMN_TEXT, LONG},
    {"contact", CTY_COLUMN_TEXT, UNSHOWN},
    {"address", CTY_COLUMN_TEXT, UNSHOWN},
    {"city", CTY_COLUMN_TEXT, LONG},
    {"region", CTY_COLUMN_TEXT, UNSHOWN},
    {"postal_code", CTY_COLUMN_TEXT, UNSHOWN},
    {"country", CTY_COLUMN_TEXT, UNSHOWN},
    {"email", CTY_COLUMN_TEXT, UNSHOWN},
    {"phone", CTY_COLUMN_TEXT, UNSHOWN},
    {"tracking_code", CTY_COLUMN_TEXT, SHOWN},
    {"since", CTY_COLUMN_TEXT, SHOWN},
    {"language", CTY_COLUMN_TEXT, UNSHOWN},
    {"note", CTY_COLUMN_TEXT, UNSHOWN}};

#define TEXT_OPTION(name, member, value, help)                                 \
    {                                                                          \
        name, 0, CLI_TEXT, offsetof(cty_client, member), value, help           \
    }

#define MASTER_DATA_OPTIONS                                                    \
    TEXT_OPTION("name", name, "NAME", "as statements print it"),               \
        TEXT_OPTION("contact", contact, "NAME", "whom to write to"),           \
        TEXT_OPTION("address", address, "TEXT", "street and number"),          \
        TEXT_OPTION("city", city, "CITY", "city"),                             \
        TEXT_OPTION("region", region, "REGION", "state or region"),            \
        TEXT_OPTION("postal-code", postal_code, "CODE", "postal code"),        \
        TEXT_OPTION("country", country, "COUNTRY", "country"),                 \
        TEXT_OPTION("email", email, "ADDRESS", "e-mail address"),              \
        TEXT_OPTION("phone", phone, "NUMBER", "telephone number"),             \
        TEXT_OPTION("language", language, "TAG",                               \
                    "of its statements: de, fr-CA (the issuer's)"),            \
        TEXT_OPTION("note", note, "TEXT",                                      \
                    "on its statements, in place of the issuer's"),            \
    {                                                                          \
        "since", 0, CLI_DATE, offsetof(cty_client, since), "DATE",             \
            "client since"                                                     \
    }

static const struct cli_option add_options[] = {
    MASTER_DATA_OPTIONS,
    TEXT_OPTION("prefix", prefix, "PREFIX",
                "what the tracking code begins with (made from the name)"),
    TEXT_OPTION("code", tracking_code, "CODE",
                "a tracking code of your own (one is made)"),
    CLI_OPTION_DRY_RUN,
    {0}};

static const struct cli_option set_options[] = {
    MASTER_DATA_OPTIONS, CLI_OPTION_DRY_RUN, {0}};

static const struct cli_option list_options[] = {CLI_OPTION_FORMAT, {0}};

static int
cmd_client_add(struct cli *cli, int argc, const char **argv)
{
    cty_client client = CTY_CLIENT_INIT;
    cty_client_added added = CTY_CLIENT_ADDED_INIT;
    cty_error err = CTY_ERROR_INIT;
    cty_status status;
    int went = cli_parse(cli, &client, argc, argv);

    if (went == CLI_OK && client.name == NULL)
        return cli_usage(cli, "--name is missing");
    if (went == CLI_OK)
        went = page_check_language(cli, client.language);
    if (went == CLI_OK)
        went = cli_open(cli, true);
    if (went != CLI_OK)
        return went;

    client.ref = cli->operands[0];
    status = cli_begin(cli, &err);
    if (status == CTY_OK)
        status = cli_end(
            cli, cty_client_add(cli->ledger, &client, &added, &err), &err);
    if (status != CTY_OK)
        return cli_fail(cli, &err);

    cli_say(cli, "%s %s, tracking code %s",
            added.repeated ? "there already:" : "added", client.ref,
            added.tracking_code);
    return cli_made(cli, added.tracking_code);
}

static bool
changes_nothing(const cty_client *client)
{
    return client->name == NULL && client->contact == NULL &&
           client->address == NULL && client->city == NULL &&
           client->region == NULL && client->postal_code == NULL &&
           client->country == NULL && client->email == NULL &&
           client->phone == NULL && client->language == NULL &&
           client->note == NULL && client->since.year == 0;
}

static int
cmd_client_set(struct cli *cli, int argc, const char **argv)
{
    cty_client client = CTY_CLIENT_INIT;
    cty_error err = CTY_ERROR_INIT;
    cty_status status;
    int went = cli_parse(cli, &client, argc, argv);

    if (went == CLI_OK && changes_nothing(&client))
        return cli_usage(cli, "nothing to change is named");
    if (went == CLI_OK)
        went = page_check_language(cli, client.language);
    if (went == CLI_OK)
        went = cli_open(cli, true);
    if (went != CLI_OK)
        return went;

    client.ref = cli->operands[0];
    status = cli_begin(cli, &err);
    if (status == CTY_OK)
        status = cli_end(cli, cty_client_set(cli->ledger, &client, &err), &err);
    if (status != CTY_OK)
        return cli_fail(cli, &err);

    cli_say(cli, "changed %s", client.ref);
    return cli_made(cli, client.ref);
}

static void
client_cells(const cty_client *client, struct row *row)
{
    row_begin(row);
    row_text(row, client->ref);
    row_text(row, client->name);
    row_text(row, client->contact);
    row_text(row, client->address);
    row_text(row, client->city);
    row_text(row, client->region);
    row_text(row, client->postal_code);
    row_text(row, client->country);
    row_text(row, client->email);
    row_text(row, client->phone);
    row_text(row, client->tracking_code);
    row_date(row, client->since);
    row_text(row, client->language);
    row_text(row, client->note);
}

static int
each_client(struct cli *cli, cty_client_cursor *cursor, struct output *output)
{
    struct row row;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;
    int went = CLI_OK;

    while (went == CLI_OK) {
        cty_client client = CTY_CLIENT_INIT;

        if (cty_client_cursor_next(cursor, &client, &found, &err) != CTY_OK)
            return cli_fail(cli, &err);
        if (!found)
            break;
        client_cells(&client, &row);
        went = output_row(output, &row);
    }
    return went;
}

/* With a ref or code that client alone, as a block. */
static int
list_clients(struct cli *cli, int argc, const char **argv)
{
    struct output output;
    cty_client_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    const char *ref;
    int went = cli_start_reading(cli, NULL, argc, argv);

    if (went != CLI_OK)
        return went;
    ref = cli->operands[0];
    if (cty_client_cursor_open(cli->ledger, ref, &cursor, &err) != CTY_OK)
        return cli_fail(cli, &err);

    went =
        output_begin(&output, cli, columns, COLUMN_COUNT(columns), ref != NULL);
    if (went == CLI_OK)
        went = each_client(cli, cursor, &output);
    went = output_end(&output, went);
    cty_client_cursor_close(cursor);
    return went;
}

static const struct cli_command commands[] = {
    {"add", "REF --name NAME [OPTION...]",
     "Add a client; prints the tracking code.",
     "  courtesy client add HARBOR --name \"Harbor Hotel\" --prefix HARB\n", 1,
     1, add_options, cmd_client_add},
    {"set", "REF [OPTION...]",
     "Change a client's name or address; \"\" empties a field.",
     "  courtesy client set HARBOR --email desk@harbor.example --phone \"\"\n",
     1, 1, set_options, cmd_client_set},
    {"list", "[OPTION...]", "List the clients.",
     "  courtesy client list --format csv\n", 0, 0, list_options, list_clients},
    {"show", "REF [OPTION...]", "Show a client, by ref or tracking code.",
     "  courtesy client show HARB-0042V\n", 1, 1, list_options, list_clients}};

const struct cli_noun client_noun = {"client",
                                     "who is billed: add, set, list, show",
                                     commands, COLUMN_COUNT(commands)};
