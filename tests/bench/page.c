/*
 * Pages a second: combined PDFs beside the same pages drawn by ReportLab, a
 * file each, HTML, the run on one core and on two, its memory, and Chromium
 * printing the HTML twin.
 */
#include <courtesy/print.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "page.h"

enum {
    CLIENTS = 2000,
    DRAWN = 500, /* statements that are printed again and again */
    TURNS = 5
};

static cty_statement *statements[DRAWN];

/* ---- the shop ---- */

static void
add_client(cty_ledger *ledger, int number)
{
    static const char *const towns[] = {"Portland", "Boston", "Chicago",
                                        "Austin"};
    cty_client client = CTY_CLIENT_INIT;
    char ref[32], name[64], address[64], contact[64], post[16];

    snprintf(ref, sizeof(ref), "C-%d", number);
    snprintf(name, sizeof(name), "Harbor Foods %d Ltd", number);
    snprintf(contact, sizeof(contact), "Helen Achterberg-%d", number * 7);
    snprintf(address, sizeof(address), "%d Canal Street", number);
    snprintf(post, sizeof(post), "%05d", number * 37 % 99999);
    client.ref = ref;
    client.name = name;
    client.contact = contact;
    client.address = address;
    client.city = towns[number % 4];
    client.postal_code = post;
    client.country = "DE";
    client.language = "en";
    do_ok(cty_client_add(ledger, &client, NULL, ERR));
}

static void
bill(cty_ledger *ledger, int number, int month, const char *what)
{
    cty_line line = CTY_LINE_INIT;
    cty_bill bill = CTY_BILL_INIT;
    cty_credit credit = CTY_CREDIT_INIT;
    cty_draft *draft = NULL;
    char bill_no[32], ref[32];

    snprintf(ref, sizeof(ref), "C-%d", number);
    snprintf(bill_no, sizeof(bill_no), "B-%d-%d", number, month);
    line.quantity = CTY_DECIMAL_ONE;
    line.list_unit_price = (10000 + number * 13) * CTY_DECIMAL_ONE;
    line.description = what;
    bill.bill_no = bill_no;
    bill.client_ref = ref;
    bill.date = (cty_date){2026, (uint8_t)month, 11};
    do_ok(cty_draft_new(&draft, ERR));
    do_ok(cty_draft_line(draft, &line, ERR));
    do_ok(cty_bill_post(ledger, &bill, draft, NULL, ERR));
    cty_draft_free(draft);
    credit.how = CTY_AMOUNT;
    credit.amount.minor = 30000 + number * 17 + month;
    credit.date = (cty_date){2026, (uint8_t)month, 21};
    credit.bill_no = bill_no;
    credit.reason = "special";
    credit.granted_by = "Dana Reyes";
    credit.note = "We finished six days later than we promised.";
    do_ok(cty_credit_grant(ledger, &credit, NULL, ERR));
}

static void
make_shop(const char *path)
{
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_issuer issuer = CTY_ISSUER_INIT;
    cty_ledger *ledger = NULL;

    setup.issuer = "Northgate Engineering";
    issuer.address = "12 Wharf Road\nLondon N1 7GR";
    issuer.email = "accounts@northgate.example";
    issuer.phone = "+44 20 7946 0184";
    issuer.legal = "Northgate Engineering Ltd, registered in England 00000000";
    issuer.note = "Thank you for three good years. If anything here looks "
                  "wrong, quote its code and I will put it right.";
    issuer.signer = "Dana Reyes";
    issuer.signer_title = "your account director";
    do_ok(cty_ledger_create(path, &setup, NULL, &ledger, ERR));
    do_ok(cty_issuer_set(ledger, &issuer, ERR));
    do_ok(cty_batch_begin(ledger, CTY_BATCH_ATOMIC, false, ERR));
    do_ok(cty_person_add(ledger, "Dana Reyes", ERR));
    for (int i = 1; i <= CLIENTS; i++) {
        add_client(ledger, i);
        bill(ledger, i, 2, "Annual maintenance, north depot");
        bill(ledger, i, 5, "Spare parts");
        bill(ledger, i, 7, "Pump station refit");
        bill(ledger, i, 8, "Annual maintenance, south depot");
        bill(ledger, i, 9, "Spare parts and fittings");
    }
    do_ok(cty_batch_end(ledger, ERR));
    cty_ledger_close(ledger);
}

static cty_printer *
open_printer(const char *path)
{
    cty_printer_options options = CTY_PRINTER_OPTIONS_INIT;
    cty_issuer issuer = CTY_ISSUER_INIT;
    cty_printer *printer = NULL;
    cty_ledger *ledger = NULL;
    cty_period period;
    char ref[32];

    options.issued = (cty_date){2026, 10, 5};
    do_ok(cty_ledger_open(path, NULL, &ledger, ERR));
    do_ok(cty_issuer_get(ledger, &issuer, ERR));
    do_ok(cty_printer_open(&issuer, &options, &printer, ERR));
    do_ok(cty_period_parse("2026-Q3", 1, &period, ERR));
    for (int i = 0; i < DRAWN; i++) {
        snprintf(ref, sizeof(ref), "C-%d", i + 1);
        do_ok(cty_statement_draw(ledger, ref, &period, NULL, &statements[i],
                                 ERR));
    }
    cty_ledger_close(ledger);
    return printer;
}

/* ---- pages a second ---- */

static bool
count_bytes(void *context, const void *bytes, size_t size)
{
    (void)bytes;
    *(size_t *)context += size;
    return true;
}

static double
combined(cty_printer *printer, size_t *bytes)
{
    double start = now_s();
    cty_pdf *pdf = NULL;

    do_ok(cty_pdf_open(printer, NULL, count_bytes, bytes, &pdf, ERR));
    for (int i = 0; i < DRAWN; i++)
        do_ok(cty_pdf_add(pdf, statements[i], NULL, NULL, ERR));
    do_ok(cty_pdf_close(pdf, ERR));
    return DRAWN / (now_s() - start);
}

static double
each(cty_printer *printer, size_t *bytes)
{
    double start = now_s();

    for (int i = 0; i < DRAWN; i++) {
        cty_pdf *pdf = NULL;

        do_ok(cty_pdf_open(printer, NULL, count_bytes, bytes, &pdf, ERR));
        do_ok(cty_pdf_add(pdf, statements[i], NULL, NULL, ERR));
        do_ok(cty_pdf_close(pdf, ERR));
    }
    return DRAWN / (now_s() - start);
}

static double
html(cty_printer *printer, size_t *bytes)
{
    double start = now_s();

    for (int i = 0; i < DRAWN; i++)
        do_ok(cty_print_html(printer, statements[i], NULL, count_bytes, bytes,
                             ERR));
    return DRAWN / (now_s() - start);
}

static void
compare_pages(void *context)
{
    const char *const *peers = context;
    char path[BENCH_PATH];
    double ours[TURNS], theirs[TURNS], single[TURNS], twin[TURNS];
    size_t bytes[3] = {0};
    bool peer = true;
    cty_printer *printer = open_printer(bench_path("page.db", path));

    (void)combined(printer, &bytes[0]);
    peer_prepare(printer, statements, DRAWN);
    bytes[0] = 0;
    for (int i = 0; i < TURNS; i++) {
        ours[i] = combined(printer, &bytes[0]);
        peer = peer && peer_draw(peers[0], 4 * DRAWN, &theirs[i]);
        single[i] = each(printer, &bytes[1]);
        twin[i] = html(printer, &bytes[2]);
    }
    printf("bytes a page: %zu combined, %zu a file each, %zu HTML\n",
           bytes[0] / TURNS / DRAWN, bytes[1] / TURNS / DRAWN,
           bytes[2] / TURNS / DRAWN);
    printf("combined, pages a second: %.0f\n", median(ours, TURNS));
    if (peer) {
        printf("ReportLab, pages a second: %.0f\n", median(theirs, TURNS));
        tell_at_least("combined, of ReportLab",
                      median(ours, TURNS) / median(theirs, TURNS), 1);
    } else {
        puts("ReportLab: skipped, python3-reportlab is not there");
    }
    tell_at_least("a file each, a second", median(single, TURNS), 300);
    tell_at_least("HTML, a second", median(twin, TURNS), 5000);
    peer_chromium(printer, statements[0], median(single, TURNS));
    for (int i = 0; i < DRAWN; i++)
        cty_statement_free(statements[i]);
    cty_printer_close(printer);
}

/* ---- the run ---- */

static struct spent
run(const char *command, const char *jobs, const char *out)
{
    char path[BENCH_PATH], folder[BENCH_PATH];

    return command_run((const char *[]){
        command, "-f", bench_path("page.db", path), "statement", "run",
        "2026-Q3", "-o", bench_path(out, folder), "--format", "pdf", "--batch",
        "250", "--jobs", jobs, "--issued", "2026-10-05", NULL});
}

static void
compare_runs(const char *command)
{
    double one[TURNS], two[TURNS], most = 0;

    for (int i = 0; i < TURNS; i++) {
        struct spent spent = run(command, "1", "one");

        one[i] = spent.seconds;
        spent = run(command, "2", "two");
        two[i] = spent.seconds;
        most = spent.mib > most ? spent.mib : most;
    }
    printf("a run of %d: %.1f s on one core, %.1f s on two\n", CLIENTS,
           median(one, TURNS), median(two, TURNS));
    tell_at_least("a run, two cores of one",
                  median(one, TURNS) / median(two, TURNS), 1.4);
    tell_at_most("peak memory of a run on two cores, MiB", most, 64);
}

int
main(int argc, char **argv)
{
    char path[BENCH_PATH];

    if (argc < 2)
        die("usage: bench-page PEER.py [COMMAND]");
    make_shop(bench_path("page.db", path));
    if (argc > 2)
        compare_runs(argv[2]);
    else
        puts("the run: skipped, the command is not built");
    apart(compare_pages, &argv[1]);
    return 0;
}
