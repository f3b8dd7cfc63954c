#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/*
 * A descriptor that came closed would be given to the next file that is
 * opened, and messages would be written into it.
 */
static void
hold_standard_streams(void)
{
    for (int descriptor = 0; descriptor <= STDERR_FILENO; descriptor++)
        if (fcntl(descriptor, F_GETFD) == -1)
            (void)open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
}

/* What was begun is ended, whoever listens; a file too large is an error. */
static void
take_no_signals(void)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

/* The name is asked where the machine has no such locale. */
static bool
is_utf8_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *locale = NULL;
    const char *dot;

    if (setlocale(LC_CTYPE, "") != NULL)
        return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (locale == NULL || *locale == '\0')
            locale = getenv(names[i]);
    dot = locale != NULL ? strchr(locale, '.') : NULL;
    return dot != NULL && (strncasecmp(dot, ".UTF-8", 6) == 0 ||
                           strncasecmp(dot, ".utf8", 5) == 0);
}

/* Texts are UTF-8 whatever the environment says. */
static void
speak_utf8(struct cli *cli)
{
    cli->ascii = !is_utf8_environment();
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
        setlocale(LC_CTYPE, "");
}

static const char *
ledger_path(void)
{
    const char *path = getenv("COURTESY_LEDGER");

    return path != NULL && *path != '\0' ? path : "courtesy.db";
}

static int
no_such_command(struct cli *cli, const char *word, const char *near)
{
    if (near == NULL)
        return cli_usage(cli, "no command \"%s\"", word);
    return cli_usage(cli, "no command \"%s\"; did you mean \"%s\"?", word,
                     near);
}

static int
find_noun(struct cli *cli, const char *word)
{
    struct cli_near near = {word, NULL, 0};

    for (size_t i = 0; cli_nouns[i] != NULL; i++) {
        if (strcmp(cli_nouns[i]->name, word) == 0) {
            cli->noun = cli_nouns[i];
            return CLI_OK;
        }
        cli_near(&near, cli_nouns[i]->name);
    }
    return no_such_command(cli, word, near.found);
}

static int
find_verb(struct cli *cli, const char *word)
{
    const struct cli_noun *noun = cli->noun;
    struct cli_near near = {word, NULL, 0};

    if (word == NULL) {
        cli_help_noun(noun, stderr);
        return CLI_USAGE;
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        cli_help_noun(noun, stdout);
        return CLI_HELPED;
    }
    for (size_t i = 0; i < noun->count; i++) {
        if (strcmp(noun->commands[i].verb, word) == 0) {
            cli->command = &noun->commands[i];
            return CLI_OK;
        }
        cli_near(&near, noun->commands[i].verb);
    }
    return no_such_command(cli, word, near.found);
}

static int
dispatch(struct cli *cli, int argc, const char **argv)
{
    int at = 0;
    int went = cli_parse_global(cli, argc, argv, &at);

    if (went != CLI_OK)
        return went;
    if (at == argc) {
        cli_help(stderr);
        return CLI_USAGE;
    }

    went = find_noun(cli, argv[at]);
    if (went != CLI_OK)
        return went;
    if (cli->noun->commands[0].verb == NULL)
        cli->command = &cli->noun->commands[0];
    else
        went = find_verb(cli, argv[++at]);
    if (went != CLI_OK)
        return went;
    return cli->command->run(cli, argc - at, argv + at);
}

/* Programs whose reader has left a pipe are ended by the signal. */
static void
end_as_others_do(void)
{
    signal(SIGPIPE, SIG_DFL);
    (void)raise(SIGPIPE);
}

int
main(int argc, char **argv)
{
    struct cli cli = {.path = ledger_path()};
    const char **words = calloc((size_t)argc + 1, sizeof *words);
    int went;

    if (words == NULL)
        return cli_no_memory(&cli);
    for (int i = 0; i < argc; i++)
        words[i] = argv[i];
    hold_standard_streams();
    take_no_signals();
    speak_utf8(&cli);

    went = dispatch(&cli, argc, words);
    if (went < 0)
        went = CLI_OK;
    if ((fflush(stdout) != 0 || ferror(stdout)) && went == CLI_OK) {
        cli_complain(&cli, "what was to be printed could not be: %s",
                     strerror(errno));
        went = CLI_FAILED;
    }
    cli_close(&cli);
    free(words);
    if (cli_reader_left())
        end_as_others_do();
    return went;
}
