/* Batches: several writes that are kept together, or in part, or not. */
#include "steps.h"

static cty_status
begin(struct shop *shop, int32_t mode, bool dry_run)
{
    return told(shop, cty_batch_begin(shop->ledger, mode, dry_run, fresh(shop)),
                NULL, 0);
}

static cty_status
end(struct shop *shop)
{
    return told(shop, cty_batch_end(shop->ledger, fresh(shop)), NULL, 0);
}

static cty_status
write_three(struct shop *shop, const char *first, const char *second,
            const char *third)
{
    cty_credit on_bill = credit_of("B-2", 120, own(shop, second));
    cty_credit on_account = credit_of(NULL, 130, own(shop, third));
    cty_status status = post_bill(shop, own(shop, first), 2);

    if (status == CTY_OK)
        status = grant(shop, &on_bill);
    if (status == CTY_OK)
        status = grant(shop, &on_account);
    return status;
}

/* Its first failure is the batch's. */
static cty_status
atomic(struct shop *shop)
{
    cty_status failed, status = begin(shop, CTY_BATCH_ATOMIC, false);

    if (status != CTY_OK)
        return status;
    failed = write_three(shop, "B-10", "ten-bill", "ten-account");
    status = end(shop);
    if (failed == CTY_OK)
        return status;
    if (status != CTY_OK && status != failed)
        broke(shop, "a batch failed with another status than its item");
    return status == CTY_OK ? failed : status;
}

static cty_status
dry_run(struct shop *shop)
{
    cty_status failed, status = begin(shop, CTY_BATCH_ATOMIC, true);

    if (status != CTY_OK)
        return status;
    failed = write_three(shop, "B-11", "dry-bill", "dry-account");
    status = end(shop);
    return failed != CTY_OK ? failed : status;
}

static cty_status
abandoned(struct shop *shop)
{
    cty_status status = begin(shop, CTY_BATCH_CONTINUE, false);

    if (status == CTY_OK)
        status = write_three(shop, "B-12", "away-bill", "away-account");
    cty_batch_abandon(shop->ledger);
    return status;
}

/* One is refused by a rule, and left out; what fails otherwise is too. */
static cty_status
go_on(struct shop *shop)
{
    cty_credit first = credit_of("B-2", 140, own(shop, "on-first"));
    cty_credit refused = credit_of("B-2", INT64_C(100000000), "on-refused");
    cty_credit last = credit_of("B-2", 150, own(shop, "on-last"));
    cty_status of_first, of_last, status;

    status = begin(shop, CTY_BATCH_CONTINUE, false);
    if (status != CTY_OK)
        return status;
    of_first = grant(shop, &first);
    status = grant(shop, &refused);
    of_last = grant(shop, &last);
    if (status == CTY_E_LEFT)
        status = of_first != CTY_OK ? of_first : of_last;
    of_last = end(shop);
    return status != CTY_OK ? status : of_last;
}

const struct step batch_steps[] = {
    {"batch", atomic, 0, CTY_OK},
    {"batch-dry", dry_run, 0, CTY_OK},
    {"batch-abandoned", abandoned, 0, CTY_OK},
    {"batch-continued", go_on, STEP_PARTS, CTY_OK},
    {NULL, NULL, 0, CTY_OK},
};
