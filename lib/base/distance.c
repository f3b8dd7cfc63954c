#include <courtesy/base.h>

#include <limits.h>
#include <string.h>

enum { LONGEST = 64 };

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int
least(int a, int b)
{
    return a < b ? a : b;
}

static bool
swapped(const char *a, const char *b)
{
    return lower(a[0]) == lower(b[-1]) && lower(a[-1]) == lower(b[0]);
}

/*
 * One row of the table: the distances from a's first i + 1 characters to each
 * beginning of b. above is the row before, above_it the one before that.
 */
static void
fill_row(const char *a, int i, const char *b, int b_length, int *row,
         const int *above, const int *above_it)
{
    row[0] = i + 1;
    for (int j = 0; j < b_length; j++) {
        int changed = above[j] + (lower(a[i]) != lower(b[j]));

        row[j + 1] = least(changed, 1 + least(above[j + 1], row[j]));
        if (i > 0 && j > 0 && swapped(a + i, b + j))
            row[j + 1] = least(row[j + 1], above_it[j - 1] + 1);
    }
}

int
cty_text_distance(const char *a, const char *b)
{
    int rows[3][LONGEST + 1];
    int a_length;
    int b_length;

    if (a == NULL || b == NULL)
        return INT_MAX;
    a_length = (int)strnlen(a, LONGEST + 1);
    b_length = (int)strnlen(b, LONGEST + 1);
    if (a_length > LONGEST || b_length > LONGEST)
        return INT_MAX;

    for (int j = 0; j <= b_length; j++)
        rows[2][j] = j;
    for (int i = 0; i < a_length; i++)
        fill_row(a, i, b, b_length, rows[i % 3], rows[(i + 2) % 3],
                 rows[(i + 1) % 3]);
    return rows[(a_length + 2) % 3][b_length];
}
