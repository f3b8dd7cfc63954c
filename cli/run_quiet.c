#include <string.h>

#include "run.h"

/* Two lists in the order of refs, side by side. */
struct quiet {
    struct run *run;
    cty_saver_cursor *savers;
    cty_saver saver; /* the next */
    bool more;
};

static int
next_saver(struct quiet *quiet)
{
    cty_error err = CTY_ERROR_INIT;

    quiet->saver = (cty_saver)CTY_SAVER_INIT;
    if (cty_saver_cursor_next(quiet->savers, &quiet->saver, &quiet->more,
                              &err) != CTY_OK)
        return trouble_err(&quiet->run->trouble, &err);
    return CLI_OK;
}

/* What was too little for a letter: "2.00 USD, 3 JPY". */
static void
note_little(char *little, size_t room, const cty_saver *saver)
{
    size_t used = strlen(little);
    char saved[CLI_MONEY_TEXT];

    cli_money(saver->saved_minor, saver->currency, saved);
    (void)snprintf(little + used, room - used, "%s%s", used > 0 ? ", " : "",
                   saved);
}

static int
look_at(struct quiet *quiet, const cty_client *client)
{
    struct run *run = quiet->run;
    char little[256] = "";
    bool letter = false;
    int went = CLI_OK;

    while (went == CLI_OK && quiet->more &&
           strcmp(quiet->saver.client_ref, client->ref) <= 0) {
        if (strcmp(quiet->saver.client_ref, client->ref) == 0) {
            letter = letter || run_is_enough(run, &quiet->saver);
            note_little(little, sizeof little, &quiet->saver);
        }
        went = next_saver(quiet);
    }
    if (went != CLI_OK || letter)
        return went;
    run->totals.quiet++;
    return run->index != NULL ? run_index_quiet(run->index, client, little)
                              : CLI_OK;
}

static int
each_client(struct quiet *quiet, cty_client_cursor *clients)
{
    cty_error err = CTY_ERROR_INIT;
    bool found = true;
    int went = next_saver(quiet);

    while (went == CLI_OK) {
        cty_client client = CTY_CLIENT_INIT;

        if (cty_client_cursor_next(clients, &client, &found, &err) != CTY_OK)
            return trouble_err(&quiet->run->trouble, &err);
        if (!found)
            break;
        went = look_at(quiet, &client);
    }
    return went;
}

int
run_quiet(struct run *run)
{
    struct quiet quiet = {.run = run, .more = true};
    cty_client_cursor *clients = NULL;
    cty_error err = CTY_ERROR_INIT;
    int went;

    if (cty_saver_cursor_open(run->cli->ledger, &run->period, CTY_SAVERS_BY_REF,
                              NULL, &quiet.savers, &err) != CTY_OK ||
        cty_client_cursor_open(run->cli->ledger, NULL, &clients, &err) !=
            CTY_OK)
        went = trouble_err(&run->trouble, &err);
    else
        went = each_client(&quiet, clients);
    cty_client_cursor_close(clients);
    cty_saver_cursor_close(quiet.savers);
    return went;
}
