/* The style sheet: the paper and the brand's colours before what is
 * constant. */
#include <math.h>

#include "print/html.h"

/* ---- colours ---- */

static void
put_colour(struct ctyi_sink *sink, const char *name, uint32_t rgb)
{
    char text[] = ":#000000;";

    for (size_t i = 0; i < 6; i++)
        text[2 + i] = "0123456789abcdef"[rgb >> (20 - 4 * i) & 15];
    ctyi_sink_text(sink, name);
    ctyi_sink_text(sink, text);
}

static void
put_colours(struct ctyi_sink *sink, const struct ctyi_colours *colours)
{
    ctyi_sink_text(sink, "{");
    put_colour(sink, "--ink", colours->ink);
    put_colour(sink, "--soft", colours->secondary);
    put_colour(sink, "--rule", colours->rule);
    put_colour(sink, "--paid", colours->paid);
    put_colour(sink, "--accent", colours->accent);
    put_colour(sink, "--past", colours->past);
    put_colour(sink, "--tint", colours->tint);
    put_colour(sink, "--page", colours->white);
    ctyi_sink_text(sink, "}");
}

static uint32_t
mix(uint32_t colour, uint32_t with, uint32_t percent)
{
    uint32_t mixed = 0;

    for (int shift = 0; shift <= 16; shift += 8)
        mixed |= ((colour >> shift & 255) * percent +
                  (with >> shift & 255) * (100 - percent) + 50) /
                     100
                 << shift;
    return mixed;
}

/* The relative luminance of sRGB, 0 to 1. */
static double
luminance(uint32_t rgb)
{
    static const double share[] = {0.0722, 0.7152, 0.2126};
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        double part = (double)(rgb >> (8 * i) & 255) / 255;

        sum += share[i] * (part <= 0.04045 ? part / 12.92
                                           : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

/* Every part of a colour times so many eighths. */
static uint32_t
brighten(uint32_t colour, uint32_t eighths)
{
    uint32_t bright = 0;

    for (int shift = 0; shift <= 16; shift += 8) {
        uint32_t part = (colour >> shift & 255) * eighths / 8;

        bright |= (part < 255 ? part : 255) << shift;
    }
    return bright;
}

/* The accent as light as the dark page needs it to be read well: first of the
 * same hue, then with more white in it. */
static uint32_t
lighten(uint32_t accent, uint32_t page)
{
    enum { BRIGHTEST = 18, STEP = 6, SOFTNESS = 90 };
    const double enough = 6.5 * (luminance(page) + 0.05);
    uint32_t light = mix(accent, 0xFFFFFF, SOFTNESS);
    uint32_t bright = light;

    for (uint32_t eighths = 8; eighths <= BRIGHTEST; eighths++) {
        bright = brighten(light, eighths);
        if (luminance(bright) + 0.05 >= enough)
            return bright;
    }
    for (uint32_t kept = 100 - STEP; kept > STEP; kept -= STEP) {
        light = mix(bright, 0xFFFFFF, kept);
        if (luminance(light) + 0.05 >= enough)
            break;
    }
    return light;
}

static void
put_dark(struct ctyi_sink *sink, const struct ctyi_colours *colours)
{
    struct ctyi_colours dark = {
        .ink = 0xEDF0F2,
        .secondary = 0xA9B2BA,
        .rule = 0x3A424A,
        .paid = 0x363E46,
        .white = 0x14181C,
    };

    dark.accent = lighten(colours->accent, dark.white);
    dark.past = mix(dark.accent, dark.white, 45);
    dark.tint = mix(dark.accent, dark.white, 9);
    put_colours(sink, &dark);
}

void
ctyi_html_style(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    const struct ctyi_colours *colours = &letter->brand->colours;
    bool one = letter->front == letter->rows;

    ctyi_sink_text(sink, "@page{size:");
    ctyi_sink_text(sink, letter->paper == CTY_PAPER_LETTER ? "215.9mm 279.4mm"
                                                           : "210mm 297mm");
    ctyi_sink_text(sink, one ? ";margin:18mm 0}@page:first{margin:0 0 8mm}\n"
                             : ";margin:18mm 0}@page:first{margin:0 0 18mm}\n");
    ctyi_sink_text(sink, ":root{color-scheme:light dark}\n:root");
    put_colours(sink, colours);
    ctyi_sink_text(sink,
                   "\n@media screen and (prefers-color-scheme:dark){:root");
    put_dark(sink, colours);
    ctyi_sink_text(sink, "}\n");
    ctyi_sink_put(sink, ctyi_html_css, ctyi_html_css_size);
}
