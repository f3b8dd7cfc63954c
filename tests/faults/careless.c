/*
 * Two threads that write one number without asking each other: what a build
 * with the thread sanitizer must complain of, or its silence says nothing.
 */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

enum { TIMES = 100000 };

static int64_t cents;

static void *
count_cents(void *context)
{
    (void)context;
    for (int i = 0; i < TIMES; i++)
        cents++;
    return NULL;
}

int
main(void)
{
    pthread_t other;

    if (pthread_create(&other, NULL, count_cents, NULL) != 0)
        return 0;
    count_cents(NULL);
    pthread_join(other, NULL);
    printf("%lld\n", (long long)cents);
    return 0;
}
