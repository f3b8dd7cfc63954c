#include "testing.h"

#include "base/digest.h"

static struct ctyi_digest
begun(void)
{
    struct ctyi_digest digest;

    ctyi_digest_start(&digest);
    return digest;
}

static void
assert_digest(struct ctyi_digest digest, const char *expected)
{
    uint8_t bytes[CTYI_DIGEST_BYTES];
    char hex[CTYI_DIGEST_HEX];

    ctyi_digest_end(&digest, bytes);
    assert_ptr_equal(ctyi_digest_hex(bytes, hex), hex);
    assert_string_equal(hex, expected);
}

static void
assert_same(struct ctyi_digest a, struct ctyi_digest b, bool same)
{
    uint8_t of_a[CTYI_DIGEST_BYTES];
    uint8_t of_b[CTYI_DIGEST_BYTES];

    ctyi_digest_end(&a, of_a);
    ctyi_digest_end(&b, of_b);
    assert_int_equal(memcmp(of_a, of_b, sizeof(of_a)) == 0, same);
}

static void
raw_bytes_have_the_digests_of_fips_180(void **state)
{
    struct ctyi_digest digest = begun();

    (void)state;
    assert_digest(digest, "e3b0c44298fc1c149afbf4c8996fb924"
                          "27ae41e4649b934ca495991b7852b855");
    ctyi_digest_raw(&digest, "abc", 3);
    assert_digest(digest, "ba7816bf8f01cfea414140de5dae2223"
                          "b00361a396177a9cb410ff61f20015ad");

    digest = begun();
    for (int i = 0; i < 1000; i++) {
        static const char thousand[1000] = {0};

        ctyi_digest_raw(&digest, thousand, sizeof(thousand));
    }
    /* a million NUL bytes */
    assert_digest(digest, "d29751f2649b32ff572b5e0a9f541ea6"
                          "60a50f94ff0beedfb0b692b924cc8025");
}

static void
fields_are_their_length_and_their_bytes(void **state)
{
    struct ctyi_digest fields = begun();
    struct ctyi_digest bytes = begun();

    (void)state;
    ctyi_digest_text(&fields, "abc");
    ctyi_digest_int(&fields, -1234);
    ctyi_digest_int(&fields, INT64_MIN);
    ctyi_digest_blob(&fields, "\0\1", 2);
    ctyi_digest_text(&fields, "");
    ctyi_digest_text(&fields, NULL);
    ctyi_digest_blob(&fields, NULL, 0);

    ctyi_digest_raw(&bytes, "\0\0\0\0\0\0\0\3abc", 11);
    ctyi_digest_raw(&bytes, "\0\0\0\0\0\0\0\5-1234", 13);
    ctyi_digest_raw(&bytes, "\0\0\0\0\0\0\0\x14-9223372036854775808", 28);
    ctyi_digest_raw(&bytes, "\0\0\0\0\0\0\0\2\0\1", 10);
    ctyi_digest_raw(&bytes, "\0\0\0\0\0\0\0\0", 8);
    ctyi_digest_raw(&bytes, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 8);
    ctyi_digest_raw(&bytes, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 8);
    assert_same(fields, bytes, true);
}

static void
lengths_have_their_highest_byte_first(void **state)
{
    static const char text[0x0102] = {0};
    struct ctyi_digest field = begun();
    struct ctyi_digest bytes = begun();

    (void)state;
    ctyi_digest_blob(&field, text, sizeof(text));
    ctyi_digest_raw(&bytes, "\0\0\0\0\0\0\1\2", 8);
    ctyi_digest_raw(&bytes, text, sizeof(text));
    assert_same(field, bytes, true);
}

static void
no_two_lists_of_fields_give_the_same_digest(void **state)
{
    struct ctyi_digest a = begun();
    struct ctyi_digest b = begun();
    struct ctyi_digest missing = begun();
    struct ctyi_digest empty = begun();

    (void)state;
    ctyi_digest_text(&a, "ab");
    ctyi_digest_text(&a, "c");
    ctyi_digest_text(&b, "a");
    ctyi_digest_text(&b, "bc");
    assert_same(a, b, false);

    ctyi_digest_text(&missing, NULL);
    ctyi_digest_text(&empty, "");
    assert_same(missing, empty, false);
    assert_same(empty, begun(), false);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(raw_bytes_have_the_digests_of_fips_180),
        cmocka_unit_test(fields_are_their_length_and_their_bytes),
        cmocka_unit_test(lengths_have_their_highest_byte_first),
        cmocka_unit_test(no_two_lists_of_fields_give_the_same_digest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
