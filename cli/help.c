#include "cli.h"

const struct cli_noun *const cli_nouns[] = {
    &init_noun,      &issuer_noun, &client_noun, &person_noun,
    &reason_noun,    &quote_noun,  &bill_noun,   &credit_noun,
    &statement_noun, &report_noun, &import_noun, &export_noun,
    &check_noun,     NULL};

static const char examples[] =
    "  courtesy init --issuer \"Acme Joinery\"\n"
    "  courtesy client add HARBOR --name \"Harbor Hotel\"\n"
    "  courtesy person add \"Dana Reyes\"\n"
    "  courtesy bill add B-2041 --client HARBOR --line \"Refit;1;36000\"\n"
    "  courtesy credit grant --bill B-2041 --amount 3000 --reason special "
    "\\\n"
    "      --per \"Dana Reyes\"\n"
    "  courtesy statement show HARBOR\n"
    "  courtesy statement run 2026-Q3 -o statements\n";

void
cli_help(FILE *to)
{
    fputs("Usage: courtesy [-f LEDGER] COMMAND ...\n\n"
          "The customer credit and discount ledger: bill in full, credit what "
          "was spared,\nand show each client what you saved them.\n\n"
          "Commands:\n",
          to);
    for (size_t i = 0; cli_nouns[i] != NULL; i++)
        fprintf(to, "  %-10s %s\n", cli_nouns[i]->name, cli_nouns[i]->summary);
    fprintf(to,
            "\nOptions:\n"
            "  -f, --file=LEDGER  the ledger (else $COURTESY_LEDGER, else "
            "courtesy.db here)\n"
            "  -V, --version      show the version\n"
            "  -h, --help         show this; after a command: its own help\n"
            "\nExamples:\n%s",
            examples);
}

void
cli_help_noun(const struct cli_noun *noun, FILE *to)
{
    fprintf(to, "Usage: courtesy %s COMMAND ...\n\n%s\n\nCommands:\n",
            noun->name, noun->summary);
    for (size_t i = 0; i < noun->count; i++)
        fprintf(to, "  %s %s\n      %s\n", noun->commands[i].verb,
                noun->commands[i].arguments, noun->commands[i].summary);
    fputs("\nExamples:\n", to);
    for (size_t i = 0; i < noun->count; i++)
        fputs(noun->commands[i].examples, to);
}
