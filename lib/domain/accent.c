/*
 * The contrast of a colour to white, as WCAG 2 defines it: 1.05 / (L + 0.05),
 * L being the relative luminance. In whole numbers: with linear light to seven
 * places every one of the 16,777,216 colours comes out on the right side.
 */
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "domain/issuer.h"

enum { LIGHT_ONE = 10000000, LEAST_CONTRAST = 450 };

/* A channel of sRGB as linear light, in parts of LIGHT_ONE. */
static const int32_t linear[256] = {
    0,       3035,    6071,    9106,    12141,   15176,   18212,   21247,
    24282,   27317,   30353,   33465,   36765,   40247,   43914,   47770,
    51815,   56054,   60488,   65121,   69954,   74990,   80232,   85681,
    91341,   97212,   103298,  109601,  116122,  122865,  129830,  137021,
    144438,  152085,  159963,  168074,  176420,  185002,  193824,  202886,
    212190,  221739,  231534,  241576,  251869,  262412,  273209,  284260,
    295568,  307134,  318960,  331048,  343398,  356013,  368895,  382044,
    395462,  409152,  423114,  437350,  451862,  466651,  481718,  497066,
    512695,  528606,  544803,  561285,  578054,  595112,  612461,  630100,
    648033,  666259,  684782,  703601,  722719,  742136,  761854,  781874,
    802198,  822827,  843762,  865005,  886556,  908417,  930590,  953075,
    975873,  998987,  1022417, 1046165, 1070231, 1094617, 1119324, 1144354,
    1169707, 1195384, 1221388, 1247718, 1274377, 1301365, 1328683, 1356333,
    1384316, 1412633, 1441285, 1470273, 1499598, 1529262, 1559265, 1589608,
    1620294, 1651322, 1682694, 1714411, 1746474, 1778884, 1811642, 1844750,
    1878208, 1912017, 1946178, 1980693, 2015563, 2050787, 2086369, 2122308,
    2158605, 2195262, 2232280, 2269659, 2307400, 2345506, 2383976, 2422811,
    2462013, 2501583, 2541521, 2581829, 2622507, 2663556, 2704978, 2746773,
    2788943, 2831487, 2874408, 2917706, 2961383, 3005438, 3049873, 3094689,
    3139887, 3185468, 3231432, 3277781, 3324515, 3371636, 3419144, 3467041,
    3515326, 3564001, 3613068, 3662526, 3712377, 3762621, 3813260, 3864294,
    3915725, 3967552, 4019778, 4072402, 4125426, 4178851, 4232677, 4286905,
    4341536, 4396572, 4452012, 4507858, 4564110, 4620770, 4677838, 4735315,
    4793202, 4851499, 4910208, 4969330, 5028865, 5088813, 5149177, 5209956,
    5271151, 5332764, 5394795, 5457245, 5520114, 5583404, 5647115, 5711248,
    5775804, 5840784, 5906188, 5972018, 6038273, 6104956, 6172066, 6239604,
    6307571, 6375969, 6444797, 6514056, 6583748, 6653873, 6724432, 6795425,
    6866853, 6938718, 7011019, 7083758, 7156935, 7230551, 7304607, 7379104,
    7454042, 7529422, 7605245, 7681511, 7758222, 7835378, 7912979, 7991027,
    8069523, 8148466, 8227858, 8307699, 8387990, 8468732, 8549926, 8631572,
    8713671, 8796224, 8879231, 8962694, 9046612, 9130987, 9215819, 9301109,
    9386857, 9473065, 9559734, 9646862, 9734453, 9822506, 9911021, 10000000,
};

static bool
read_digit(char digit, unsigned *out_value)
{
    static const char digits[] = "0123456789abcdef";
    const char *at;

    if (digit >= 'A' && digit <= 'F')
        digit = (char)(digit - 'A' + 'a');
    at = digit == '\0' ? NULL : strchr(digits, digit);
    if (at == NULL)
        return false;
    *out_value = (unsigned)(at - digits);
    return true;
}

/* "#0B6650", and nothing behind it. */
static bool
read_colour(const char *text, unsigned char channels[3])
{
    unsigned high = 0;
    unsigned low = 0;

    if (text[0] != '#')
        return false;
    for (int i = 0; i < 3; i++) {
        if (!read_digit(text[1 + 2 * i], &high) ||
            !read_digit(text[2 + 2 * i], &low))
            return false;
        channels[i] = (unsigned char)(high << 4 | low);
    }
    return text[7] == '\0';
}

/*
 * In hundredths, rounded to the nearest, but never up to the least that is
 * needed.
 */
static int
contrast_to_white(const unsigned char channels[3])
{
    int64_t luminance = INT64_C(2126) * linear[channels[0]] +
                        INT64_C(7152) * linear[channels[1]] +
                        INT64_C(722) * linear[channels[2]];
    int64_t dark = luminance + INT64_C(500) * LIGHT_ONE;
    int64_t white = INT64_C(10500) * LIGHT_ONE;
    int contrast = (int)((white * 200 + dark) / (dark * 2));

    if (white * 100 < dark * LEAST_CONTRAST && contrast >= LEAST_CONTRAST)
        contrast = LEAST_CONTRAST - 1;
    return contrast;
}

cty_status
ctyi_accent_check(const char *accent, cty_error *err)
{
    char quoted[CTYI_QUOTE_TEXT];
    unsigned char channels[3];
    int contrast;

    if (accent == NULL || accent[0] == '\0')
        return CTY_OK;
    if (!read_colour(accent, channels))
        return ctyi_fail(err, CTY_E_ARGUMENT, "accent",
                         "the accent %s is no colour: write # and 6 hex "
                         "digits, as in #0B6650",
                         ctyi_text_quote(accent, quoted));
    contrast = contrast_to_white(channels);
    if (contrast < LEAST_CONTRAST)
        return ctyi_fail(err, CTY_E_ARGUMENT, "accent",
                         "the accent %s has a contrast to white of %d.%02d, "
                         "and %d.%d is needed to be read: choose a darker "
                         "colour",
                         accent, contrast / 100, contrast % 100,
                         LEAST_CONTRAST / 100, LEAST_CONTRAST % 100 / 10);
    return CTY_OK;
}
