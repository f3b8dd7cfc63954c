#include "print/brand.h"

#include <cairo.h>
#include <stdlib.h>
#include <string.h>

#include "print/fault.h"

/* ---- texts ---- */

static const char *
keep(struct ctyi_arena *arena, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return "";
    return ctyi_arena_text(arena, text, strnlen(text, CTY_MAX_TEXT));
}

static bool
keep_texts(struct ctyi_brand *brand, const cty_issuer *issuer)
{
    struct ctyi_arena *arena = &brand->arena;
    cty_issuer *own = &brand->issuer;

    own->name = keep(arena, issuer->name);
    own->address = keep(arena, issuer->address);
    own->country = keep(arena, issuer->country);
    own->email = keep(arena, issuer->email);
    own->phone = keep(arena, issuer->phone);
    own->legal = keep(arena, issuer->legal);
    own->language = keep(arena, issuer->language);
    own->accent = keep(arena, issuer->accent);
    own->note = keep(arena, issuer->note);
    own->signer = keep(arena, issuer->signer);
    own->signer_title = keep(arena, issuer->signer_title);
    own->signer_phone = keep(arena, issuer->signer_phone);
    return own->name != NULL && own->address != NULL && own->country != NULL &&
           own->email != NULL && own->phone != NULL && own->legal != NULL &&
           own->language != NULL && own->accent != NULL && own->note != NULL &&
           own->signer != NULL && own->signer_title != NULL &&
           own->signer_phone != NULL;
}

static bool
split_address(struct ctyi_brand *brand)
{
    const char *line = brand->issuer.address;

    while (*line != '\0' && brand->address_lines < CTY_MAX_ADDRESS_LINES) {
        size_t length = strcspn(line, "\n");
        char *kept = ctyi_arena_text(&brand->arena, line, length);

        if (kept == NULL)
            return false;
        if (length > 0)
            brand->address[brand->address_lines++] = kept;
        line += length + (line[length] == '\n');
    }
    return true;
}

/* ---- colours ---- */

static uint32_t
mix(uint32_t colour, uint32_t with, uint32_t percent)
{
    uint32_t mixed = 0;

    for (int shift = 0; shift <= 16; shift += 8) {
        uint32_t a = colour >> shift & 255;
        uint32_t b = with >> shift & 255;

        mixed |= (a * percent + b * (100 - percent) + 50) / 100 << shift;
    }
    return mixed;
}

static cty_status
choose_colours(struct ctyi_brand *brand, cty_error *err)
{
    static const struct ctyi_colours usual = {
        .ink = 0x14181C,
        .secondary = 0x565E66,
        .rule = 0xC9CED3,
        .paid = 0xE3E6E9,
        .accent = 0x0B6650,
        .past = 0x9CC4B7,
        .tint = 0xEEF5F2,
        .white = 0xFFFFFF,
    };
    const char *text = brand->issuer.accent;
    unsigned long accent;

    brand->colours = usual;
    if (text[0] == '\0')
        return CTY_OK;
    if (text[0] != '#' || strlen(text) != 7 ||
        strspn(text + 1, "0123456789abcdefABCDEF") != 6)
        return ctyi_fault(err, CTY_E_ARGUMENT, "accent",
                          "accent \"%.20s\" is no colour: write it as #0B6650",
                          text);
    accent = strtoul(text + 1, NULL, 16);
    if (accent != usual.accent) {
        brand->colours.accent = (uint32_t)accent;
        brand->colours.past = mix((uint32_t)accent, usual.white, 40);
        brand->colours.tint = mix((uint32_t)accent, usual.white, 7);
    }
    return CTY_OK;
}

/* ---- the logo ---- */

static const char *
data_uri(struct ctyi_arena *arena, const unsigned char *bytes, size_t size)
{
    static const char head[] = "data:image/png;base64,";
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";
    char *uri = ctyi_arena_get(arena, sizeof(head) + (size + 2) / 3 * 4);
    char *to = uri;

    if (uri == NULL)
        return NULL;
    memcpy(to, head, sizeof(head) - 1);
    to += sizeof(head) - 1;
    for (size_t i = 0; i < size; i += 3) {
        uint32_t left = (uint32_t)(size - i);
        uint32_t three = (uint32_t)bytes[i] << 16 |
                         (left > 1 ? (uint32_t)bytes[i + 1] << 8 : 0) |
                         (left > 2 ? bytes[i + 2] : 0);

        *to++ = digits[three >> 18];
        *to++ = digits[three >> 12 & 63];
        *to++ = left > 1 ? digits[three >> 6 & 63] : '=';
        *to++ = left > 2 ? digits[three & 63] : '=';
    }
    *to = '\0';
    return uri;
}

static cty_status
take_logo(struct ctyi_brand *brand, const cty_issuer *issuer, cty_error *err)
{
    cty_status status;

    if (issuer->logo == NULL || issuer->logo_size == 0)
        return CTY_OK;
    if (issuer->logo_size > CTY_MAX_LOGO)
        return ctyi_fault(err, CTY_E_LIMIT, "logo",
                          "the logo has %zu bytes: use a PNG of at most %d",
                          issuer->logo_size, CTY_MAX_LOGO);
    status =
        ctyi_png_decode(issuer->logo, issuer->logo_size, &brand->logo, err);
    if (status != CTY_OK)
        return status;
    brand->logo_width = cairo_image_surface_get_width(brand->logo);
    brand->logo_height = cairo_image_surface_get_height(brand->logo);
    brand->logo_uri = data_uri(&brand->arena, issuer->logo, issuer->logo_size);
    return brand->logo_uri != NULL ? CTY_OK : ctyi_fault_memory(err);
}

/* ---- all of it ---- */

cty_status
ctyi_brand_open(const cty_issuer *issuer, struct ctyi_brand *out_brand,
                cty_error *err)
{
    struct ctyi_brand brand = {.issuer = CTY_ISSUER_INIT};
    cty_status status = CTY_OK;

    brand.issuer.amounts = issuer->amounts;
    if (!keep_texts(&brand, issuer) || !split_address(&brand))
        status = ctyi_fault_memory(err);
    if (status == CTY_OK)
        status = choose_colours(&brand, err);
    if (status == CTY_OK)
        status = take_logo(&brand, issuer, err);
    if (status == CTY_OK)
        *out_brand = brand;
    else
        ctyi_brand_close(&brand);
    return status;
}

void
ctyi_brand_close(struct ctyi_brand *brand)
{
    if (brand->logo != NULL)
        cairo_surface_destroy(brand->logo);
    brand->logo = NULL;
    ctyi_arena_free(&brand->arena);
}
