#include "remarks.h"

#include <inttypes.h>
#include <string.h>

#include "page.h"

/* ---- one remark -------------------------------------------------------- */

/* A client has a statement for each of its currencies. */
static void
name_client(struct remark *remark, const char *client_ref)
{
    if (remark->named > 0 &&
        strcmp(remark->clients[remark->named - 1], client_ref) == 0)
        return;
    if (remark->named == REMARK_CLIENTS)
        remark->unnamed++;
    else
        (void)snprintf(remark->clients[remark->named++],
                       sizeof remark->clients[0], "%s", client_ref);
}

static void
add(struct remark *remark, const char *what, const char *client_ref)
{
    if (remark->statements++ == 0)
        (void)snprintf(remark->what, sizeof remark->what, "%s", what);
    name_client(remark, client_ref);
}

static void
merge(struct remark *remark, const struct remark *other)
{
    if (remark->statements == 0)
        memcpy(remark->what, other->what, sizeof remark->what);
    remark->statements += other->statements;
    for (size_t i = 0; i < other->named; i++)
        name_client(remark, other->clients[i]);
    remark->unnamed += other->unnamed;
}

/* "HARBOR, MUSEUM and 3 more" */
static void
list_clients(const struct remark *remark, char *list, size_t room)
{
    size_t used = 0;

    list[0] = '\0';
    for (size_t i = 0; i < remark->named && used < room; i++)
        used += (size_t)snprintf(list + used, room - used, "%s%s",
                                 i > 0 ? ", " : "", remark->clients[i]);
    if (remark->unnamed > 0 && used < room)
        (void)snprintf(list + used, room - used, " and %" PRId64 " more",
                       remark->unnamed);
}

/* ---- all of them ------------------------------------------------------- */

void
remarks_take(struct remarks *remarks, const cty_printer *printer,
             const cty_statement *statement, const cty_issuer *issuer,
             const char *asked)
{
    cty_client client = CTY_CLIENT_INIT;
    cty_error err = CTY_ERROR_INIT;
    const char *missing = print_without_font(printer);
    const char *language = asked;

    if (cty_statement_client_get(statement, &client, &err) != CTY_OK)
        return;
    if (missing != NULL)
        add(&remarks->missing, missing, client.ref);
    if (language == NULL)
        language = client.language;
    if (language == NULL || language[0] == '\0')
        language = issuer->language;
    if (!page_speaks(language))
        add(&remarks->unspoken, language, client.ref);
}

void
remarks_merge(struct remarks *remarks, const struct remarks *others)
{
    merge(&remarks->missing, &others->missing);
    merge(&remarks->unspoken, &others->unspoken);
}

void
remarks_tell(const struct remarks *remarks, const struct cli *cli)
{
    const struct remark *missing = &remarks->missing;
    const struct remark *unspoken = &remarks->unspoken;
    char clients[REMARK_CLIENTS * (CTY_MAX_REF + 2) + 32];

    list_clients(missing, clients, sizeof clients);
    if (missing->statements > 0)
        cli_warn(cli,
                 "%" PRId64 " statement%s characters that no font here has, "
                 "such as %s: %s; install a font that has them (on Debian, all "
                 "of fonts-noto)",
                 missing->statements,
                 missing->statements == 1 ? " has" : "s have", missing->what,
                 clients);
    list_clients(unspoken, clients, sizeof clients);
    if (unspoken->statements > 0)
        cli_warn(cli,
                 "%" PRId64 " statement%s in English, as none are printed in "
                 "\"%s\": %s; change it with --language of client set or "
                 "issuer set",
                 unspoken->statements,
                 unspoken->statements == 1 ? " is" : "s are", unspoken->what,
                 clients);
}
