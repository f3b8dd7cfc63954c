/* What every test of lib/base begins with. */
#ifndef TESTS_BASE_TESTING_H
#define TESTS_BASE_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <courtesy/base.h>

#define assert_string_contains(text, part)                                     \
    do {                                                                       \
        if (strstr((text), (part)) == NULL)                                    \
            fail_msg("\"%s\" does not contain \"%s\"", (text), (part));        \
    } while (0)

#define assert_refused(call, expected_status, expected_field,                  \
                       expected_message)                                       \
    do {                                                                       \
        assert_int_equal((call), (expected_status));                           \
        assert_int_equal(err.status, (expected_status));                       \
        assert_string_equal(err.message, (expected_message));                  \
        assert_string_equal(err.field, (expected_field));                      \
    } while (0)

/* splitmix64: the same numbers on every run. */
static inline uint64_t
random_bits(uint64_t *seed)
{
    uint64_t bits = *seed += UINT64_C(0x9E3779B97F4A7C15);

    bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
    return bits ^ bits >> 31;
}

/* Of any magnitude, small ones as likely as large ones; zero or more. */
static inline int64_t
random_magnitude(uint64_t *seed)
{
    int bits = (int)(random_bits(seed) % 64);

    return bits == 0 ? 0 : (int64_t)(random_bits(seed) >> (64 - bits));
}

static inline int64_t
random_signed(uint64_t *seed)
{
    int64_t magnitude = random_magnitude(seed);

    return random_bits(seed) & 1 ? -magnitude : magnitude;
}

#endif
