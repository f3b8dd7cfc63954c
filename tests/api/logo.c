/* A logo is a whole PNG within its limits, and comes back byte by byte. */
#include "support.h"

/* A PNG in the making. */
struct png {
    uint8_t *bytes;
    size_t size;
};

static uint32_t
checksum(const uint8_t *bytes, size_t size)
{
    uint32_t sum = 0xFFFFFFFF;

    for (size_t i = 0; i < size; i++) {
        sum ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320 : 0);
    }
    return ~sum;
}

static void
put_number(uint8_t *to, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        to[i] = (uint8_t)(number >> (24 - 8 * i));
}

static void
add_chunk(struct png *png, const char *type, const void *data, size_t size)
{
    uint8_t *at;

    png->bytes = realloc(png->bytes, png->size + size + 12);
    assert_non_null(png->bytes);
    at = png->bytes + png->size;
    put_number(at, (uint32_t)size);
    memcpy(at + 4, type, 4);
    if (size > 0)
        memcpy(at + 8, data, size);
    put_number(at + 8 + size, checksum(at + 4, size + 4));
    png->size += size + 12;
}

static void
begin(struct png *png)
{
    png->bytes = malloc(8);
    assert_non_null(png->bytes);
    memcpy(png->bytes, "\x89PNG\r\n\x1a\n", 8);
    png->size = 8;
}

static void
add_header(struct png *png, uint32_t width, uint32_t height, uint8_t depth,
           uint8_t kind)
{
    uint8_t header[13] = {0};

    put_number(header, width);
    put_number(header + 4, height);
    header[8] = depth;
    header[9] = kind;
    add_chunk(png, "IHDR", header, sizeof(header));
}

/* size bytes of image data; what is in them is nobody's business here. */
static struct png
png_of(uint32_t width, uint32_t height, size_t size)
{
    struct png png = {0};
    void *data = calloc(1, size + 1);

    begin(&png);
    add_header(&png, width, height, 8, 6);
    add_chunk(&png, "IDAT", data, size);
    add_chunk(&png, "IEND", NULL, 0);
    free(data);
    return png;
}

static cty_status
set_logo(cty_ledger *ledger, const void *logo, size_t size, cty_error *err)
{
    cty_issuer change = CTY_ISSUER_INIT;

    change.logo = logo;
    change.logo_size = size;
    return cty_issuer_set(ledger, &change, err);
}

static void
assert_refused(cty_ledger *ledger, const void *logo, size_t size,
               cty_status expected, const char *says)
{
    cty_error err = CTY_ERROR_INIT;

    assert_int_equal(set_logo(ledger, logo, size, &err), expected);
    assert_string_equal(err.field, "logo");
    assert_string_contains(err.message, says);
}

static void
assert_png_refused(cty_ledger *ledger, struct png *png, cty_status expected,
                   const char *says)
{
    assert_refused(ledger, png->bytes, png->size, expected, says);
    free(png->bytes);
}

static void
assert_taken(cty_ledger *ledger, struct png *png)
{
    cty_issuer found = CTY_ISSUER_INIT;

    assert_ok(set_logo(ledger, png->bytes, png->size, ERR));
    assert_ok(cty_issuer_get(ledger, &found, ERR));
    assert_int_equal(found.logo_size, png->size);
    assert_memory_equal(found.logo, png->bytes, png->size);
    free(png->bytes);
}

/* ---- what is taken ---- */

static void
a_logo_comes_back_byte_by_byte(void **state)
{
    struct png png = png_of(400, 120, 5000);

    assert_taken(*state, &png);
}

static void
a_logo_stays_until_another_is_given_or_it_is_dropped(void **state)
{
    struct png png = png_of(4, 4, 9);
    cty_issuer change = CTY_ISSUER_INIT;
    cty_issuer found = CTY_ISSUER_INIT;

    assert_taken(*state, &png);
    change.note = "Thank you.";
    assert_ok(cty_issuer_set(*state, &change, ERR));
    assert_ok(cty_issuer_get(*state, &found, ERR));
    assert_non_null(found.logo);
    assert_false(found.drop_logo);
    png = png_of(5, 5, 10);
    assert_taken(*state, &png);
    change.drop_logo = true;
    assert_ok(cty_issuer_set(*state, &change, ERR));
    assert_ok(cty_issuer_get(*state, &found, ERR));
    assert_null(found.logo);
    assert_int_equal(found.logo_size, 0);
    assert_string_equal(found.note, "Thank you.");
}

static void
a_logo_is_as_large_as_its_limit_and_no_larger(void **state)
{
    enum { AROUND = 8 + 25 + 12 + 12 };
    struct png png =
        png_of(CTY_MAX_LOGO_SIDE, CTY_MAX_LOGO_SIDE, CTY_MAX_LOGO - AROUND);

    assert_int_equal(png.size, CTY_MAX_LOGO);
    assert_taken(*state, &png);
    png = png_of(1, 1, CTY_MAX_LOGO - AROUND + 1);
    assert_png_refused(*state, &png, CTY_E_LIMIT, "larger than 1048576 bytes");
    png = png_of(CTY_MAX_LOGO_SIDE + 1, 1, 9);
    assert_png_refused(*state, &png, CTY_E_LIMIT, "2049 x 1 pixels");
    png = png_of(1, CTY_MAX_LOGO_SIDE + 1, 9);
    assert_png_refused(*state, &png, CTY_E_LIMIT, "1 x 2049 pixels");
    png = png_of(0xFFFFFFFF, 0xFFFFFFFF, 9);
    assert_png_refused(*state, &png, CTY_E_LIMIT, "4294967295 x 4294967295");
    png = png_of(0, 1, 9);
    assert_png_refused(*state, &png, CTY_E_ARGUMENT, "damaged");
    png = png_of(1, 0, 9);
    assert_png_refused(*state, &png, CTY_E_ARGUMENT, "damaged");
}

static void
other_chunks_are_stepped_over(void **state)
{
    struct png png = {0};

    begin(&png);
    add_header(&png, 4, 4, 1, 3);
    add_chunk(&png, "PLTE", "abcdef", 6);
    add_chunk(&png, "tEXt", "Author\0Dana", 11);
    add_chunk(&png, "IDAT", "x", 1);
    add_chunk(&png, "IDAT", "", 0);
    add_chunk(&png, "IEND", NULL, 0);
    assert_taken(*state, &png);
}

/* ---- what is refused ---- */

static void
what_is_no_png_is_refused(void **state)
{
    static const char jpeg[] = "\xff\xd8\xff\xe0\0\x10JFIF";
    static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg'/>";

    assert_refused(*state, jpeg, sizeof(jpeg), CTY_E_ARGUMENT, "is no PNG");
    assert_refused(*state, svg, sizeof(svg), CTY_E_ARGUMENT, "is no PNG");
    assert_refused(*state, "", 0, CTY_E_ARGUMENT, "is no PNG");
    assert_refused(*state, "\x89PNG\r\n\x1a", 7, CTY_E_ARGUMENT, "is no PNG");
    assert_refused(*state, NULL, 7, CTY_E_ARGUMENT, "logo is missing");
}

/* An exact copy, so that a byte read too far is seen. */
static void
a_logo_that_is_cut_anywhere_is_refused(void **state)
{
    struct png png = png_of(4, 4, 9);

    for (size_t size = 0; size < png.size; size++) {
        void *cut = malloc(size + (size == 0));

        memcpy(cut, png.bytes, size);
        assert_refused(*state, cut, size, CTY_E_ARGUMENT,
                       size < 8 ? "is no PNG" : "cut short or damaged");
        free(cut);
    }
    free(png.bytes);
}

static void
a_logo_with_any_byte_changed_is_refused(void **state)
{
    struct png png = png_of(4, 4, 9);

    for (size_t i = 0; i < png.size; i++)
        for (int bit = 0; bit < 8; bit++) {
            png.bytes[i] ^= (uint8_t)(1 << bit);
            assert_int_equal(set_logo(*state, png.bytes, png.size, NULL),
                             CTY_E_ARGUMENT);
            png.bytes[i] ^= (uint8_t)(1 << bit);
        }
    assert_taken(*state, &png);
}

static void
a_chunk_of_four_gigabytes_is_refused(void **state)
{
    static const uint32_t lengths[] = {0xFFFFFFFF, 0xFFFFFFF4, 0xFFFFFFF3,
                                       0x80000000, 10};
    struct png png = png_of(4, 4, 9);

    for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
        put_number(png.bytes + 8 + 25, lengths[i]);
        assert_refused(*state, png.bytes, png.size, CTY_E_ARGUMENT, "damaged");
    }
    free(png.bytes);
}

static void
chunks_out_of_order_are_refused(void **state)
{
    struct png png = {0};

    begin(&png);
    add_chunk(&png, "IDAT", "x", 1);
    add_header(&png, 4, 4, 8, 6);
    add_chunk(&png, "IEND", NULL, 0);
    assert_png_refused(*state, &png, CTY_E_ARGUMENT, "damaged at byte 9");

    begin(&png);
    add_header(&png, 4, 4, 8, 6);
    add_header(&png, 4, 4, 8, 6);
    add_chunk(&png, "IDAT", "x", 1);
    add_chunk(&png, "IEND", NULL, 0);
    assert_png_refused(*state, &png, CTY_E_ARGUMENT, "damaged at byte 34");

    begin(&png);
    add_header(&png, 4, 4, 8, 6);
    add_chunk(&png, "IEND", NULL, 0);
    assert_png_refused(*state, &png, CTY_E_ARGUMENT, "damaged");

    begin(&png);
    add_chunk(&png, "IHDR", "\0\0\0\4\0\0\0\4\10\6\0\0", 12);
    add_chunk(&png, "IDAT", "x", 1);
    add_chunk(&png, "IEND", NULL, 0);
    assert_png_refused(*state, &png, CTY_E_ARGUMENT, "damaged");

    png = png_of(4, 4, 9);
    add_chunk(&png, "tEXt", "a\0b", 3);
    assert_png_refused(*state, &png, CTY_E_ARGUMENT, "damaged");
}

static void
a_header_that_no_png_has_is_refused(void **state)
{
    static const uint8_t right[][2] = {
        {1, 0}, {2, 0}, {4, 0}, {8, 0}, {16, 0}, {8, 2}, {16, 2}, {1, 3},
        {2, 3}, {4, 3}, {8, 3}, {8, 4}, {16, 4}, {8, 6}, {16, 6}};
    static const uint8_t wrong[][2] = {{3, 0}, {4, 2},  {16, 3}, {1, 4},
                                       {2, 6}, {8, 1},  {8, 5},  {8, 7},
                                       {0, 0}, {32, 0}, {8, 255}};
    struct png png;

    for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
        begin(&png);
        add_header(&png, 4, 4, right[i][0], right[i][1]);
        add_chunk(&png, "IDAT", "x", 1);
        add_chunk(&png, "IEND", NULL, 0);
        assert_taken(*state, &png);
    }
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        begin(&png);
        add_header(&png, 4, 4, wrong[i][0], wrong[i][1]);
        add_chunk(&png, "IDAT", "x", 1);
        add_chunk(&png, "IEND", NULL, 0);
        assert_png_refused(*state, &png, CTY_E_ARGUMENT, "damaged");
    }
}

/* Each is 0 in all PNGs but the last, the order of its rows: 0 or 1. */
static void
a_logo_that_is_packed_in_an_unknown_way_is_refused(void **state)
{
    for (int at = 10; at < 13; at++) {
        uint8_t header[13] = {0, 0, 0, 4, 0, 0, 0, 4, 8, 6, 0, 0, 1};
        struct png png;

        header[at]++;
        begin(&png);
        add_chunk(&png, "IHDR", header, sizeof(header));
        add_chunk(&png, "IDAT", "x", 1);
        add_chunk(&png, "IEND", NULL, 0);
        assert_png_refused(*state, &png, CTY_E_ARGUMENT, "damaged");
    }
}

static void
a_logo_is_given_or_dropped_but_not_both(void **state)
{
    struct png png = png_of(4, 4, 9);
    cty_issuer change = CTY_ISSUER_INIT;
    cty_issuer found = CTY_ISSUER_INIT;
    cty_error err = CTY_ERROR_INIT;

    change.name = "Unheard of";
    change.logo = png.bytes;
    change.logo_size = png.size;
    change.drop_logo = true;
    assert_int_equal(cty_issuer_set(*state, &change, &err), CTY_E_ARGUMENT);
    assert_string_equal(err.field, "drop_logo");
    assert_ok(cty_issuer_get(*state, &found, ERR));
    assert_string_equal(found.name, "Harbor Print Works");
    assert_null(found.logo);
    free(png.bytes);
}

int
main(void)
{
#define SENTENCE(name)                                                         \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        SENTENCE(a_logo_comes_back_byte_by_byte),
        SENTENCE(a_logo_stays_until_another_is_given_or_it_is_dropped),
        SENTENCE(a_logo_is_as_large_as_its_limit_and_no_larger),
        SENTENCE(other_chunks_are_stepped_over),
        SENTENCE(what_is_no_png_is_refused),
        SENTENCE(a_logo_that_is_cut_anywhere_is_refused),
        SENTENCE(a_logo_with_any_byte_changed_is_refused),
        SENTENCE(a_chunk_of_four_gigabytes_is_refused),
        SENTENCE(chunks_out_of_order_are_refused),
        SENTENCE(a_header_that_no_png_has_is_refused),
        SENTENCE(a_logo_that_is_packed_in_an_unknown_way_is_refused),
        SENTENCE(a_logo_is_given_or_dropped_but_not_both),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
