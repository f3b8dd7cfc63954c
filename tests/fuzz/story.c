#include "story.h"

#include <stdlib.h>
#include <string.h>

#include "taken.h"

/* ---- texts ---- */

/* There are many blanks, and names of nothing else are refused. */
static bool
has_a_mark(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text > ' ' && *text < 0x7f)
            return true;
    return false;
}

/* A line, or what stands for one that must be refused. */
static char *
text_of(struct feed *feed, size_t most, const char *instead, char **out_refused)
{
    char *text = take_line(feed);

    *out_refused = NULL;
    if (is_taken(text, most) && has_a_mark(text))
        return text;
    *out_refused = text;
    return strdup(instead);
}

static void
must_refuse(cty_status status, const cty_error *err, char *text, size_t most)
{
    if (text == NULL)
        return;
    if (!is_taken(text, most)) {
        must(status == CTY_E_ARGUMENT || status == CTY_E_LIMIT);
        must_say_why(status, err);
    }
    free(text);
}

/* ---- the story ---- */

static void
client(struct story *story, struct feed *feed)
{
    cty_client client = CTY_CLIENT_INIT;
    cty_error err = CTY_ERROR_INIT;
    char *refused;

    story->name = text_of(feed, CTY_MAX_NAME, "Harbor Foods", &refused);
    client.ref = "HARB";
    client.prefix = "HARB";
    client.name = refused;
    if (refused != NULL && !is_taken(refused, CTY_MAX_NAME))
        must_refuse(cty_client_add(story->ledger, &client, NULL, &err), &err,
                    refused, CTY_MAX_NAME);
    else
        free(refused);
    client.name = story->name;
    must_succeed(cty_client_add(story->ledger, &client, NULL, &err), &err);
}

static void
person_and_reason(struct story *story, struct feed *feed)
{
    cty_reason reason = CTY_REASON_INIT;
    cty_error err = CTY_ERROR_INIT;
    char *refused;

    story->person = text_of(feed, CTY_MAX_NAME, "Dana Reyes", &refused);
    if (refused != NULL)
        must_refuse(cty_person_add(story->ledger, refused, &err), &err, refused,
                    CTY_MAX_NAME);
    must_succeed(cty_person_add(story->ledger, story->person, &err), &err);

    story->label = text_of(feed, CTY_MAX_NAME, "Kindness", &refused);
    reason.reason = "refused";
    reason.label = refused;
    if (refused != NULL)
        must_refuse(cty_reason_add(story->ledger, &reason, &err), &err, refused,
                    CTY_MAX_NAME);
    reason.reason = "kindness";
    reason.label = story->label;
    reason.saving = true;
    must_succeed(cty_reason_add(story->ledger, &reason, &err), &err);
}

static void
bill(struct story *story, struct feed *feed)
{
    cty_line line = CTY_LINE_INIT;
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;
    cty_error err = CTY_ERROR_INIT;
    char *refused;

    must_succeed(cty_draft_new(&draft, &err), &err);
    story->description = text_of(feed, CTY_MAX_TEXT, "Brochures", &refused);
    line.quantity = CTY_DECIMAL_ONE;
    line.list_unit_price = 36000 * CTY_DECIMAL_ONE;
    line.description = refused;
    if (refused != NULL && !is_taken(refused, CTY_MAX_TEXT))
        must_refuse(cty_draft_line(draft, &line, &err), &err, refused,
                    CTY_MAX_TEXT);
    else
        free(refused);
    line.description = story->description;
    must_succeed(cty_draft_line(draft, &line, &err), &err);
    bill.bill_no = "B-1";
    bill.client_ref = "HARB";
    bill.date = (cty_date){2026, 7, 1};
    must_succeed(cty_bill_post(story->ledger, &bill, draft, NULL, &err), &err);
    cty_draft_free(draft);
}

static void
credit(struct story *story, struct feed *feed)
{
    cty_credit credit = CTY_CREDIT_INIT;
    cty_error err = CTY_ERROR_INIT;
    char *refused;

    credit.how = CTY_AMOUNT;
    credit.amount.minor = 300000;
    credit.bill_no = "B-1";
    credit.date = (cty_date){2026, 8, 1};
    credit.reason = "kindness";
    credit.granted_by = story->person;
    story->note = text_of(feed, CTY_MAX_TEXT, "thank you", &refused);
    credit.note = refused;
    if (refused != NULL && !is_taken(refused, CTY_MAX_TEXT))
        must_refuse(cty_credit_grant(story->ledger, &credit, NULL, &err), &err,
                    refused, CTY_MAX_TEXT);
    else
        free(refused);
    credit.note = story->note;
    must_succeed(cty_credit_grant(story->ledger, &credit, NULL, &err), &err);
}

struct story
tell_story(struct feed *feed)
{
    struct story story = {.ledger = fuzz_ledger()};
    cty_period period;
    cty_error err = CTY_ERROR_INIT;

    client(&story, feed);
    person_and_reason(&story, feed);
    bill(&story, feed);
    credit(&story, feed);
    must_be_whole(story.ledger);
    must_succeed(cty_period_parse("2026-Q3", 1, &period, &err), &err);
    must_succeed(cty_statement_draw(story.ledger, "HARB", &period, NULL,
                                    &story.statement, &err),
                 &err);
    return story;
}

void
end_story(struct story *story)
{
    cty_statement_free(story->statement);
    cty_ledger_close(story->ledger);
    free(story->name);
    free(story->description);
    free(story->label);
    free(story->person);
    free(story->note);
}
