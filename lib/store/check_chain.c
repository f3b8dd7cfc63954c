/*
 * Facts are read in the order they were recorded, which is how they lie, and
 * not client by client: for as many clients at once as fit a fixed memory.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/tracking_code.h"
#include "store/checking.h"

enum {
    CHAINS_MOST = 1 << 18, /* of 64 bytes each */
    STREAMS = 4,
    PROGRESS_EVERY = 10000
};

static const enum ctyi_sql stream_sql[STREAMS] = {
    [CTYI_FACT_QUOTE - 1] = CTYI_SQL_CHECK_QUOTES,
    [CTYI_FACT_QUOTE_STATUS - 1] = CTYI_SQL_CHECK_QUOTE_CHANGES,
    [CTYI_FACT_BILL - 1] = CTYI_SQL_CHECK_BILLS,
    [CTYI_FACT_ENTRY - 1] = CTYI_SQL_CHECK_ENTRIES,
};

struct stream {
    struct ctyi_statement *rows;
    bool row;
    int64_t sequence;
};

struct tour {
    struct ctyi_checking *checking;
    struct ctyi_walk walk;
    struct ctyi_chain *chains;
    size_t count, room;
    int64_t first, last; /* clients */
    struct stream streams[STREAMS];
};

/* ---- walking ---- */

static int
by_client(const void *key, const void *chain)
{
    int64_t wanted = *(const int64_t *)key;
    int64_t client = ((const struct ctyi_chain *)chain)->client;

    return (wanted > client) - (wanted < client);
}

static struct ctyi_chain *
chain_of(struct tour *tour, int64_t client)
{
    if (tour->count == 0)
        return NULL;
    return bsearch(&client, tour->chains, tour->count, sizeof(*tour->chains),
                   by_client);
}

static cty_status
advance(struct stream *stream, cty_error *err)
{
    cty_status status = ctyi_step(stream->rows, &stream->row, err);

    if (status == CTY_OK && stream->row)
        stream->sequence = ctyi_column_int(stream->rows, 0);
    return status;
}

/* The stream with the next fact; STREAMS: none. */
static int
next_of(const struct tour *tour)
{
    int next = STREAMS;

    for (int i = 0; i < STREAMS; i++) {
        if (tour->streams[i].row &&
            (next == STREAMS ||
             tour->streams[i].sequence < tour->streams[next].sequence))
            next = i;
    }
    return next;
}

static void
report_progress(struct ctyi_checking *checking)
{
    checking->done++;
    if (checking->progress != NULL && (checking->done % PROGRESS_EVERY == 0 ||
                                       checking->done == checking->total))
        checking->progress(checking->context, checking->done, checking->total);
}

static cty_status
belongs_to_nobody(struct ctyi_checking *checking, int64_t client)
{
    char rule[CTYI_RULE_TEXT];

    snprintf(rule, sizeof(rule),
             "a fact is of client number %lld, who is not there",
             (long long)client);
    ctyi_check_broken(checking, CTYI_NO_CLIENT, 0, rule);
    return CTY_OK;
}

/* After a break only what would come before it is looked at. */
static cty_status
visit(struct tour *tour, int stream, cty_error *err)
{
    struct ctyi_checking *checking = tour->checking;
    struct ctyi_statement *row = tour->streams[stream].rows;
    int64_t client = ctyi_column_int(row, 1);
    struct ctyi_chain *chain;

    report_progress(checking);
    if (checking->broken && client >= checking->client)
        return CTY_OK;
    chain = chain_of(tour, client);
    if (chain != NULL)
        return ctyi_check_fact(&tour->walk, stream + 1, chain, row, err);
    return belongs_to_nobody(checking, client);
}

static cty_status
open_streams(struct tour *tour, cty_error *err)
{
    cty_status status = CTY_OK;

    tour->walk.sequence = INT64_MIN;
    for (int i = 0; i < STREAMS && status == CTY_OK; i++) {
        struct stream *stream = &tour->streams[i];

        status = ctyi_sql_own(tour->checking->store, stream_sql[i],
                              &stream->rows, err);
        if (status != CTY_OK)
            break;
        ctyi_bind_int(stream->rows, 1, tour->first);
        ctyi_bind_int(stream->rows, 2, tour->last);
        status = advance(stream, err);
    }
    return status;
}

static cty_status
walk_facts(struct tour *tour, cty_error *err)
{
    cty_status status = open_streams(tour, err);
    int next;

    while (status == CTY_OK && (next = next_of(tour)) < STREAMS) {
        status = visit(tour, next, err);
        if (status == CTY_OK)
            status = advance(&tour->streams[next], err);
    }
    if (status == CTY_OK)
        ctyi_check_settled(&tour->walk);
    tour->walk.settling.open = false;
    for (int i = 0; i < STREAMS; i++) {
        ctyi_finalize(tour->streams[i].rows);
        tour->streams[i].rows = NULL;
        tour->streams[i].row = false;
    }
    return status;
}

/* ---- where chains begin and end ---- */

static const char *
check_code(const char *code, const char *folded_code)
{
    char folded[CTY_CODE_TEXT];

    if (ctyi_code_check_own(code, NULL) != CTY_OK)
        return "its tracking code is none";
    if (cty_tracking_code_fold(code, folded, NULL) != CTY_OK ||
        strcmp(folded, folded_code) != 0)
        return "its tracking code is not the one it is found by";
    return NULL;
}

static void
start_chain(struct tour *tour, struct ctyi_statement *clients)
{
    struct ctyi_chain *chain = &tour->chains[tour->count++];
    const char *code = ctyi_column_string(clients, 1);
    const char *rule;

    memset(chain, 0, sizeof(*chain));
    chain->client = ctyi_column_int(clients, 0);
    ctyi_head_first(code, chain->head.head);
    rule = ctyi_check_whole(clients, "nrrr");
    if (rule == NULL)
        rule = check_code(code, ctyi_column_string(clients, 2));
    if (rule != NULL)
        ctyi_check_broken(tour->checking, chain->client, 0, rule);
}

/* As many clients as there is room for. */
static cty_status
start_chains(struct tour *tour, struct ctyi_statement *clients, bool *out_more,
             cty_error *err)
{
    cty_status status = CTY_OK;
    bool row = true;

    tour->count = 0;
    while (tour->count < tour->room) {
        status = ctyi_step(clients, &row, err);
        if (status != CTY_OK || !row)
            break;
        start_chain(tour, clients);
    }
    if (status != CTY_OK)
        return status;
    tour->last = row ? tour->chains[tour->count - 1].client : INT64_MAX;
    *out_more = tour->last < INT64_MAX;
    return CTY_OK;
}

static void
check_end(struct ctyi_checking *checking, const struct ctyi_chain *chain,
          const struct ctyi_head *says)
{
    const struct ctyi_head *head = &chain->head;

    if (says->facts > head->facts)
        ctyi_check_broken(checking, chain->client, head->facts + 1,
                          "it is missing");
    else if (says->facts != head->facts || says->entries != head->entries ||
             says->recorded_at != head->recorded_at ||
             memcmp(says->head, head->head, CTYI_DIGEST_BYTES) != 0)
        ctyi_check_broken(checking, chain->client, head->facts,
                          "the client's chain head is not that of its last "
                          "fact");
}

static cty_status
check_ends(struct tour *tour, cty_error *err)
{
    struct ctyi_checking *checking = tour->checking;

    for (size_t i = 0; i < tour->count; i++) {
        const struct ctyi_chain *chain = &tour->chains[i];
        struct ctyi_head says;
        cty_status status;

        if (checking->broken && chain->client >= checking->client)
            break;
        status = ctyi_head_read(checking->store, chain->client, &says, err);
        if (status == CTY_OK)
            check_end(checking, chain, &says);
        else if (status == CTY_E_CORRUPT)
            ctyi_check_broken(checking, chain->client, chain->head.facts,
                              "the client's chain head is not there");
        else
            return status;
    }
    return CTY_OK;
}

/* The clients to come are after the one that breaks. */
static bool
done(const struct tour *tour)
{
    return tour->checking->broken && tour->checking->client < tour->first;
}

static cty_status
walk_all(struct tour *tour, struct ctyi_statement *clients, cty_error *err)
{
    cty_status status = CTY_OK;
    bool more = true;

    tour->first = INT64_MIN;
    while (status == CTY_OK && more && !done(tour)) {
        status = start_chains(tour, clients, &more, err);
        if (status == CTY_OK)
            status = walk_facts(tour, err);
        if (status == CTY_OK)
            status = check_ends(tour, err);
        if (more)
            tour->first = tour->last + 1;
    }
    return status;
}

cty_status
ctyi_check_chains(struct ctyi_checking *checking, cty_error *err)
{
    struct tour tour = {.checking = checking, .walk = {.checking = checking}};
    struct ctyi_statement *clients = NULL;
    cty_status status;

    /* Room for one more, to see the end of the clients. */
    tour.room = checking->clients < CHAINS_MOST ? (size_t)checking->clients + 1
                                                : CHAINS_MOST;
    tour.chains = ctyi_alloc(tour.room * sizeof(*tour.chains));
    if (tour.chains == NULL)
        return ctyi_no_memory(err);
    status =
        ctyi_sql_own(checking->store, CTYI_SQL_CHECK_CLIENTS, &clients, err);
    if (status == CTY_OK)
        status = walk_all(&tour, clients, err);
    ctyi_finalize(clients);
    ctyi_lines_free(&tour.walk.settling.lines);
    ctyi_free(tour.chains);
    return status;
}
