/**
 * Values: statuses and errors, money, decimals, dates, periods and tracking
 * codes. Nothing here touches a ledger, allocates memory or keeps state; every
 * function may be called from any thread.
 *
 * All text is UTF-8, without control characters and not of spaces alone; ""
 * says no more than NULL. Every function that can fail leaves its outputs
 * untouched when it does, and err untouched when it does not; err may always be
 * NULL.
 */
#ifndef COURTESY_BASE_H
#define COURTESY_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) || defined(__clang__)
#define CTY_API __attribute__((visibility("default")))
#define CTY_MUST_CHECK __attribute__((warn_unused_result))
#else
#define CTY_API
#define CTY_MUST_CHECK
#endif

/* How an _INIT macro says its struct's size: in C without a warning. */
#if defined(__cplusplus) && __cplusplus < 202002L
#define CTY_INIT_OF(type) {sizeof(type)}
#else
#define CTY_INIT_OF(type) {.struct_size = sizeof(type)}
#endif

/** How a call went. Values never change their meaning. @since 0.1 */
typedef int32_t cty_status;

enum {
    CTY_OK = 0,
    CTY_E_ARGUMENT = 1,  /**< a value is missing, malformed or out of range */
    CTY_E_NOT_FOUND = 2, /**< what was named is not there */
    CTY_E_EXISTS = 3,    /**< the number, ref, code or file is taken */
    CTY_E_CONFLICT = 4,  /**< the request key was used with other content */
    CTY_E_LEFT = 5,      /**< more than is left of the line or the bill */
    CTY_E_LIMIT = 6,     /**< longer, larger or more than courtesy holds */
    CTY_E_STATE = 7,     /**< a rule refuses it: dates, status, currency */
    CTY_E_BUSY = 8,      /**< another writer holds the ledger; try again */
    CTY_E_READ_ONLY = 9, /**< the ledger cannot be written here */
    CTY_E_MEMORY = 10,   /**< out of memory; nothing was written */
    CTY_E_STORE = 11,    /**< the file cannot be opened, read or written */
    CTY_E_CORRUPT = 12,  /**< the ledger does not hold what it must */
    CTY_E_ABI = 13,      /**< a struct from a newer courtesy, or none */
    CTY_E_NEWER = 14     /**< the ledger was made by a newer courtesy */
};

/** Longest texts, in bytes without the final NUL, and longest lists. */
enum {
    CTY_MAX_REF = 64,     /**< refs, document numbers, reason, product code */
    CTY_MAX_CODE = 32,    /**< tracking codes */
    CTY_MAX_NAME = 800,   /**< names, labels, address fields, categories */
    CTY_MAX_TEXT = 4000,  /**< descriptions and notes */
    CTY_MAX_KEY = 255,    /**< request keys */
    CTY_MAX_LINES = 10000 /**< lines of a document; as many adjustments */
};

/**
 * What went wrong, in one line, lower case, without a newline: the thing that
 * was wrong, what was expected, what to do. field names the argument or column
 * at fault, or is empty; line is the document line at fault, or 0.
 * Frozen. @since 0.1
 */
typedef struct cty_error {
    cty_status status;
    int32_t line;
    char field[56];
    char message[512];
} cty_error;

#define CTY_ERROR_INIT {0}

/** The status's name without its prefix: "LEFT". Never NULL. @since 0.1 */
CTY_API const char *cty_status_name(cty_status status);

/** The library's version: "0.1.0". @since 0.1 */
CTY_API const char *cty_version(void);

/* ---- money ---------------------------------------------------------- */

/**
 * An amount in minor units (cents) and its ISO 4217 code. Frozen. @since 0.1
 */
typedef struct cty_money {
    int64_t minor;
    char currency[4];
    char reserved[4]; /**< zero */
} cty_money;

/** How a result that falls between two minor units is rounded. @since 0.1 */
typedef int32_t cty_rounding;

enum {
    CTY_ROUND_EXACT = 0,    /**< not at all: a remainder is an error */
    CTY_ROUND_HALF_UP = 1,  /**< half away from zero, so that +x mirrors -x */
    CTY_ROUND_HALF_EVEN = 2 /**< half to the even neighbour */
};

/**
 * Millionths: a quantity (1.5 pieces is 1500000), a unit price in major units
 * (9.95 dollars is 9950000) or a percent (8.3 is 8300000). @since 0.1
 */
typedef int64_t cty_decimal;

#define CTY_DECIMAL_ONE INT64_C(1000000)

enum {
    CTY_MONEY_TEXT = 32,   /**< room for any cty_money_format, NUL included */
    CTY_DECIMAL_TEXT = 32, /**< room for any cty_decimal_format */
    CTY_DATE_TEXT = 11,    /**< room for any cty_date_format */
    CTY_CODE_TEXT = 33,    /**< room for any tracking code */
    CTY_ID_TEXT = 37       /**< room for any cty_id_format */
};

/**
 * The decimals of a currency by ISO 4217: JPY 0, USD 2, KWD 3.
 *
 * @retval CTY_OK          out_exponent is 0 to 4.
 * @retval CTY_E_ARGUMENT  No current code of three capital letters.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_currency_exponent(const char *currency,
                                                        int *out_exponent,
                                                        cty_error *err);

/**
 * Read a plain decimal without sign: "3000", "3000.00", "0.5". No grouping, no
 * exponent, no space, no more decimals than the currency has.
 *
 * @retval CTY_OK          out_money is zero or more.
 * @retval CTY_E_ARGUMENT  Not such a decimal, or no such currency.
 * @retval CTY_E_LIMIT     More than 9,223,372,036,854,775,807 minor units.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_money_parse(const char *text,
                                                  const char *currency,
                                                  cty_money *out_money,
                                                  cty_error *err);

/**
 * As cty_money_parse, but with up to 18 decimals, rounded as named.
 *
 * @param out_rounded  Receives whether rounding changed the amount; may be
 *                     NULL.
 * @retval CTY_OK, CTY_E_ARGUMENT, CTY_E_LIMIT  As cty_money_parse.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_money_parse_rounded(const char *text, const char *currency,
                        cty_rounding rounding, cty_money *out_money,
                        bool *out_rounded, cty_error *err);

/**
 * Write as a plain decimal with the currency's decimals, without its code:
 * "33000.00", "-12.50", "1500" (yen). A currency that is none is written with
 * two decimals.
 *
 * @param buffer  At least CTY_MONEY_TEXT bytes.
 * @return buffer
 * @since 0.1
 */
CTY_API char *cty_money_format(cty_money money, char *buffer);

/**
 * The sum, or the difference, of two amounts of one currency.
 *
 * @retval CTY_OK          out_money is exact.
 * @retval CTY_E_ARGUMENT  Two currencies.
 * @retval CTY_E_LIMIT     Overflow.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_money_add(cty_money a, cty_money b,
                                                cty_money *out_money,
                                                cty_error *err);
CTY_API CTY_MUST_CHECK cty_status cty_money_subtract(cty_money a, cty_money b,
                                                     cty_money *out_money,
                                                     cty_error *err);

/**
 * quantity x unit price, in the currency's minor units.
 *
 * @retval CTY_OK          out_money is rounded as named.
 * @retval CTY_E_ARGUMENT  A remainder under CTY_ROUND_EXACT; no such currency
 *                         or rounding.
 * @retval CTY_E_LIMIT     Overflow.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_money_price(cty_decimal quantity, cty_decimal unit_price,
                const char *currency, cty_rounding rounding,
                cty_money *out_money, bool *out_rounded, cty_error *err);

/**
 * A percent of an amount: 8.3 percent is 8300000.
 *
 * @retval CTY_OK          out_money is rounded as named.
 * @retval CTY_E_ARGUMENT  A remainder under CTY_ROUND_EXACT; no such rounding.
 * @retval CTY_E_LIMIT     Overflow.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_money_percent(cty_money amount, cty_decimal percent, cty_rounding rounding,
                  cty_money *out_money, cty_error *err);

/**
 * Split total over weights without losing a minor unit: largest remainder,
 * ties by order. A weight of zero gets nothing; no share passes its weight
 * where total is at most the sum of the weights.
 *
 * @param total    Zero or more minor units.
 * @param weights  count weights, each zero or more, not all zero.
 * @param shares   Receives count shares that sum to total; may be weights
 *                 itself, but not overlap it in any other way.
 * @retval CTY_OK          Split.
 * @retval CTY_E_ARGUMENT  A negative number, no weights, or all zero.
 * @retval CTY_E_LIMIT     The weights' sum overflows.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_money_split(int64_t total,
                                                  const int64_t *weights,
                                                  size_t count,
                                                  int64_t *shares,
                                                  cty_error *err);

/**
 * Read a plain decimal without sign and with up to 6 decimals: a quantity, a
 * unit price, a percent.
 *
 * @retval CTY_OK          out_decimal is zero or more millionths.
 * @retval CTY_E_ARGUMENT  Not such a decimal.
 * @retval CTY_E_LIMIT     More than 9,223,372,036,854.775807.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_decimal_parse(const char *text,
                                                    cty_decimal *out_decimal,
                                                    cty_error *err);

/**
 * Write without trailing zeros: "1.5", "36000".
 *
 * @param buffer  At least CTY_DECIMAL_TEXT bytes.
 * @return buffer
 * @since 0.1
 */
CTY_API char *cty_decimal_format(cty_decimal decimal, char *buffer);

/* ---- dates and periods ---------------------------------------------- */

/**
 * A civil date, 1900-01-01 to 9999-12-31. All zero means "not given". Frozen.
 * @since 0.1
 */
typedef struct cty_date {
    int16_t year;
    uint8_t month; /**< 1 to 12 */
    uint8_t day;   /**< 1 to 31 */
} cty_date;

/**
 * Read YYYY-MM-DD.
 *
 * @retval CTY_OK          A day that exists.
 * @retval CTY_E_ARGUMENT  Another form, or no such day.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_date_parse(const char *text,
                                                 cty_date *out_date,
                                                 cty_error *err);

/**
 * Write YYYY-MM-DD, whether or not there is such a day, or "" for a date not
 * given or with too many digits; buffer of CTY_DATE_TEXT. @since 0.1
 */
CTY_API char *cty_date_format(cty_date date, char *buffer);

/** Whether the day exists and lies within range. @since 0.1 */
CTY_API bool cty_date_valid(cty_date date);

/**
 * Below, at or above zero as a is before, the same as or after b. @since 0.1
 */
CTY_API int cty_date_compare(cty_date a, cty_date b);

/**
 * The UTC day of a time in milliseconds since 1970; not given (all zero) before
 * 1900 and after 9999. @since 0.1
 */
CTY_API cty_date cty_date_of_utc_ms(int64_t utc_ms);

enum {
    CTY_PERIOD_RANGE = 0, /**< from..to, both ends in */
    CTY_PERIOD_MONTH = 1, /**< a calendar month */
    CTY_PERIOD_QUARTER = 2,
    CTY_PERIOD_YEAR = 3
};

/**
 * A span of days, both ends in. name is how it is asked for: "2026-Q3",
 * "2026", "2026-07", "2026-01-01..2026-03-31". Frozen. @since 0.1
 */
typedef struct cty_period {
    int32_t kind;              /**< CTY_PERIOD_ */
    int32_t fiscal_year_start; /**< month, 1 to 12 */
    cty_date from;
    cty_date to;
    char name[24];
} cty_period;

/**
 * Read a period. Fiscal quarters and years are named by the calendar year in
 * which the fiscal year begins.
 *
 * @param fiscal_year_start  The month the fiscal year begins with, 1 to 12.
 * @retval CTY_OK          out_period lies within 1900 to 9999.
 * @retval CTY_E_ARGUMENT  None of the four forms, or the days run backwards.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_period_parse(const char *text,
                                                   int fiscal_year_start,
                                                   cty_period *out_period,
                                                   cty_error *err);

/**
 * The month, quarter or year that holds a day.
 *
 * @retval CTY_OK          Found.
 * @retval CTY_E_ARGUMENT  No such day or kind, or it begins before 1900 or
 *                         ends after 9999.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_period_of(cty_date date, int kind,
                                                int fiscal_year_start,
                                                cty_period *out_period,
                                                cty_error *err);

/**
 * The period of the same kind just before. A range has none.
 *
 * @retval CTY_OK          Found.
 * @retval CTY_E_ARGUMENT  A range, or it would begin before 1900.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_period_before(const cty_period *period,
                                                    cty_period *out_period,
                                                    cty_error *err);

/**
 * As a reader wants it, in English: "Q3 2026, 1 July to 30 September 2026";
 * "Q3 2026/27, ..." where the fiscal year does not begin in January;
 * "July 2026" for a month; the days alone for a range; "" for no period.
 *
 * @param buffer  At least 80 bytes.
 * @return buffer
 * @since 0.1
 */
CTY_API char *cty_period_title(const cty_period *period, char *buffer);

/* ---- tracking codes and ids ------------------------------------------ */

/**
 * Fold a code for comparison: upper case, no spaces or hyphens, O as 0, I and
 * L as 1.
 *
 * @param buffer  At least CTY_CODE_TEXT bytes.
 * @retval CTY_OK          Folded.
 * @retval CTY_E_ARGUMENT  A character that no code has, or nothing left.
 * @retval CTY_E_LIMIT     Over CTY_MAX_CODE characters.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_tracking_code_fold(const char *text,
                                                         char *buffer,
                                                         cty_error *err);

/**
 * Whether text has the form of a code that courtesy makes, PREFIX-BODYC: 2 to 6
 * letters or digits, a hyphen, 4 or more Crockford base-32 digits and a check
 * character, in either case, with O for 0, and I or L for 1; and whether the
 * check character is right (ISO 7064 MOD 37,36 over folded prefix and body).
 *
 * @param out_right  Receives whether it is; false without the form; may be
 *                   NULL.
 * @return whether the form is a code's.
 * @since 0.1
 */
CTY_API bool cty_tracking_code_has_form(const char *text, bool *out_right);

/** A fact's identifier: RFC 9562, version 7. Frozen. @since 0.1 */
typedef struct cty_id {
    uint8_t bytes[16];
} cty_id;

/** Write in lower-case hex with hyphens; buffer of CTY_ID_TEXT. @since 0.1 */
CTY_API char *cty_id_format(const cty_id *id, char *buffer);

/**
 * How many edits (insert, drop, change, swap of neighbours) turn a into b,
 * whatever the case of ASCII letters: for "did you mean". Texts of over 64
 * bytes are infinitely far apart (INT_MAX). @since 0.1
 */
CTY_API int cty_text_distance(const char *a, const char *b);

#ifdef __cplusplus
}
#endif

#endif
