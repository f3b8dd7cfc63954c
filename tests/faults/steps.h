/* What the files of steps share. */
#ifndef TESTS_FAULTS_STEPS_H
#define TESTS_FAULTS_STEPS_H

#include "shop.h"

/* Each ends with a step without a name. */
extern const struct step ledger_steps[];
extern const struct step write_steps[];
extern const struct step batch_steps[];
extern const struct step read_steps[];
extern const struct step statement_steps[];
extern const struct step import_steps[];

void see_quote(struct shop *shop, const cty_quote_info *info);
void see_bill(struct shop *shop, const cty_bill_info *info);
void see_entry(struct shop *shop, const cty_entry *entry);
void see_savings(struct shop *shop, const cty_savings_row *row);
void see_margin(struct shop *shop, const cty_margin_row *row);
void see_import(struct shop *shop, const cty_import_result *result);
void see_check(struct shop *shop, const cty_check *check);
void see_statement(struct shop *shop, const cty_statement_info *info);

/* Writes that other steps are made of too. */
cty_status post_bill(struct shop *shop, const char *bill_no, int lines);
cty_status grant(struct shop *shop, const cty_credit *credit);
cty_credit credit_of(const char *bill_no, int64_t minor, const char *key);

#endif
