#include "cli.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_BYTES = 2048 };

bool
cli_terminal(int descriptor)
{
    const char *terminal = getenv("TERM");

    return isatty(descriptor) &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

bool
cli_in_colour(int descriptor)
{
    const char *no_color = getenv("NO_COLOR");

    return cli_terminal(descriptor) && (no_color == NULL || *no_color == '\0');
}

static bool
in_colour(void)
{
    return cli_in_colour(STDERR_FILENO);
}

/* Control characters, those of Latin-1 in UTF-8 (C2 80 to C2 9F) included. */
static void
make_harmless(char *text)
{
    unsigned char before = 0;

    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;

        if (before == 0xc2 && byte < 0xa0)
            text[-1] = *text = '?';
        else if (byte < 0x20 || byte == 0x7f)
            *text = '?';
        before = byte;
    }
}

__attribute__((format(printf, 2, 0))) static void
speak(const char *before, const char *format, va_list values)
{
    char line[LINE_BYTES];

    (void)vsnprintf(line, sizeof line, format, values);
    make_harmless(line);
    fflush(stdout);
    fprintf(stderr, "%s%s\n", before, line);
}

void
cli_say(const struct cli *cli, const char *format, ...)
{
    va_list values;

    (void)cli;
    va_start(values, format);
    speak("", format, values);
    va_end(values);
}

void
cli_warn(const struct cli *cli, const char *format, ...)
{
    va_list values;

    (void)cli;
    va_start(values, format);
    speak(in_colour() ? "\033[33mwarning:\033[0m " : "warning: ", format,
          values);
    va_end(values);
}

bool
cli_reader_left(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

    return ferror(stdout) && poll(&out, 1, 0) == 1 &&
           (out.revents & POLLERR) != 0;
}

void
cli_complain(const struct cli *cli, const char *format, ...)
{
    va_list values;

    (void)cli;
    if (cli_reader_left())
        return;
    va_start(values, format);
    speak(in_colour() ? "\033[31mcourtesy:\033[0m " : "courtesy: ", format,
          values);
    va_end(values);
}

int
cli_exit_code(cty_status status)
{
    static const int codes[] = {
        [CTY_OK] = CLI_OK,
        [CTY_E_ARGUMENT] = CLI_USAGE,
        [CTY_E_NOT_FOUND] = CLI_NOT_FOUND,
        [CTY_E_EXISTS] = CLI_REFUSED,
        [CTY_E_CONFLICT] = CLI_REFUSED,
        [CTY_E_LEFT] = CLI_REFUSED,
        [CTY_E_LIMIT] = CLI_USAGE,
        [CTY_E_STATE] = CLI_REFUSED,
        [CTY_E_BUSY] = CLI_BUSY,
        [CTY_E_READ_ONLY] = CLI_FAILED,
        [CTY_E_MEMORY] = CLI_FAILED,
        [CTY_E_STORE] = CLI_FAILED,
        [CTY_E_CORRUPT] = CLI_CORRUPT,
        [CTY_E_ABI] = CLI_FAILED,
        [CTY_E_NEWER] = CLI_FAILED,
    };

    if (status < 0 || (size_t)status >= sizeof codes / sizeof codes[0])
        return CLI_FAILED;
    return codes[status];
}

int
cli_fail(const struct cli *cli, const cty_error *err)
{
    bool unrounded = strcmp(err->field, "rounding") == 0;

    cli_complain(cli, "%s%s", err->message,
                 unrounded ? " (--round half-up or --round half-even)" : "");
    return cli_exit_code(err->status);
}

int
cli_fail_errno(const struct cli *cli, const char *what)
{
    int cause = errno;

    cli_complain(cli, "%s: %s", what, strerror(cause));
    return cause == ENOENT || cause == ENOTDIR ? CLI_NOT_FOUND : CLI_FAILED;
}

int
cli_no_memory(const struct cli *cli)
{
    cli_complain(cli, "out of memory");
    return CLI_FAILED;
}

int
cli_made(const struct cli *cli, const char *code)
{
    if (cli->dry_run)
        cli_say(cli, "dry run: nothing was written");
    else
        puts(code);
    return CLI_OK;
}

cty_money
cli_amount(int64_t minor, const char *currency)
{
    cty_money money = {.minor = minor};

    for (size_t i = 0; i < 3 && currency[i] != '\0'; i++)
        money.currency[i] = currency[i];
    return money;
}

char *
cli_money(int64_t minor, const char *currency, char *buffer)
{
    char amount[CTY_MONEY_TEXT];

    cty_money_format(cli_amount(minor, currency), amount);
    (void)snprintf(buffer, CLI_MONEY_TEXT, "%s %.3s", amount, currency);
    return buffer;
}

bool
cli_write_file(void *file, const void *bytes, size_t size)
{
    return fwrite(bytes, 1, size, file) == size;
}

void
cli_near(struct cli_near *near, const char *candidate)
{
    int reach = (int)strnlen(near->word, 64) / 3 + 1;
    int distance = cty_text_distance(near->word, candidate);

    if (distance > reach || distance >= (int)strnlen(candidate, 64))
        return;
    if (near->found != NULL && distance >= near->distance)
        return;
    near->found = candidate;
    near->distance = distance;
}
