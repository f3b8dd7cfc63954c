/*
 * Import through the command: rows a second, and memory; of a made folder in
 * which every row depends on others, and of a known one where it is there.
 */
#include "command.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BILLS_OF_CLIENT = 10, LINES_OF_BILL = 5, CREDITS_OF_BILL = 3 };

static FILE *
begin(const char *folder, const char *name, const char *header)
{
    char path[BENCH_PATH];
    FILE *file;

    if (snprintf(path, sizeof(path), "%s/%s", folder, name) >= BENCH_PATH)
        die("%s: too long a path", folder);
    file = fopen(path, "w");
    if (file == NULL)
        die("%s: %s", path, strerror(errno));
    fputs(header, file);
    return file;
}

static void
write_lines(FILE *lines, FILE *discounts, long bill)
{
    for (int i = 1; i <= LINES_OF_BILL; i++) {
        long price = 10000 + (bill * 7 + i) % 90000;
        long off = i == 1 ? price / 10 : 0;

        fprintf(lines, "B-%ld,%d,Printing and binding %d,2,%ld.%02ld,P-%ld\n",
                bill, i, i, price / 100, price % 100, (bill + i) % 500);
        if (off > 0)
            fprintf(discounts, "B-%ld,%d,%ld.%02ld,volume\n", bill, i,
                    off / 100, off % 100);
    }
}

static void
write_credits(FILE *credits, long bill, long client)
{
    for (int i = 0; i < CREDITS_OF_BILL; i++)
        fprintf(credits,
                "K-%ld-%d,B-%ld,%d,C-%ld,2025-%02ld-%02ld,5.%02ld,"
                "goodwill,Dana Reyes,\"agreed, by phone\"\n",
                bill, i, bill, i + 1, client, bill % 12 + 1, bill % 28 + 1,
                bill % 100);
}

static void
write_folder(const char *folder, long bills)
{
    FILE *clients = begin(folder, "clients.csv", "client_ref,name,city\n");
    FILE *heads = begin(folder, "bills.csv", "bill_no,client_ref,date\n");
    FILE *lines = begin(folder, "bill_lines.csv",
                        "bill_no,line_no,description,quantity,"
                        "list_unit_price,product_code\n");
    FILE *discounts =
        begin(folder, "discounts.csv", "bill_no,line_no,amount,reason\n");
    FILE *credits = begin(folder, "credits.csv",
                          "credit_no,bill_no,line_no,client_ref,date,amount,"
                          "reason,granted_by,note\n");

    for (long client = 1; client <= bills / BILLS_OF_CLIENT; client++)
        fprintf(clients, "C-%ld,Client %ld Limited,Bergen\n", client, client);
    for (long bill = 1; bill <= bills; bill++) {
        long client = bill % (bills / BILLS_OF_CLIENT) + 1;

        fprintf(heads, "B-%ld,C-%ld,2024-%02ld-%02ld\n", bill, client,
                bill % 12 + 1, bill % 28 + 1);
        write_lines(lines, discounts, bill);
        write_credits(credits, bill, client);
    }
    fclose(clients);
    fclose(heads);
    fclose(lines);
    fclose(discounts);
    if (fclose(credits) != 0)
        die("%s: %s", folder, strerror(errno));
}

static long
rows_of(const char *folder)
{
    DIR *files = opendir(folder);
    struct dirent *one;
    long rows = 0;

    if (files == NULL)
        die("%s: %s", folder, strerror(errno));
    while ((one = readdir(files)) != NULL) {
        char path[BENCH_PATH];
        FILE *file;
        int byte;

        snprintf(path, sizeof(path), "%s/%.255s", folder, one->d_name);
        if (strstr(one->d_name, ".csv") == NULL ||
            (file = fopen(path, "r")) == NULL)
            continue;
        rows--;
        while ((byte = getc(file)) != EOF)
            rows += byte == '\n';
        fclose(file);
    }
    closedir(files);
    return rows;
}

static void
measure(const char *courtesy, const char *name, const char *folder)
{
    char path[BENCH_PATH], file[64], line[128];
    long rows = rows_of(folder);
    struct spent first, again;

    snprintf(file, sizeof(file), "%s.db", name);
    bench_path(file, path);
    command_run((const char *[]){courtesy, "-f", path, "init", "--issuer",
                                 "Harbor Printing", NULL});
    first = command_run((const char *[]){courtesy, "-f", path, "import", folder,
                                         "--round", "half-up", NULL});
    again = command_run((const char *[]){courtesy, "-f", path, "import", folder,
                                         "--round", "half-up", NULL});
    printf("%s: %ld rows in %.1f s; again, with nothing new: %.1f s\n", name,
           rows, first.seconds, again.seconds);
    snprintf(line, sizeof(line), "import of %s, rows a second", name);
    tell_at_least(line, (double)rows / first.seconds, 30000);
    snprintf(line, sizeof(line), "peak memory of import of %s, MiB", name);
    tell_at_most(line, first.mib, 64);
}

int
main(int argc, char **argv)
{
    char folder[BENCH_PATH];

    if (argc < 2) {
        puts("import: skipped, the command is not built");
        return 0;
    }
    bench_path("made", folder);
    if (mkdir(folder, 0700) != 0)
        die("%s: %s", folder, strerror(errno));
    write_folder(folder, (long)(full_size() / 100));
    measure(argv[1], "made", folder);
    if (argc > 2 && access(argv[2], R_OK) == 0)
        measure(argv[1], "superstore", argv[2]);
    return 0;
}
