// The machine's clocks as plain numbers. Swift sees `struct timespec` as a member of whichever C module was loaded first, so that
// it cannot be used in a module that also uses Foundation.
#ifndef QUELL_CLOCK_H
#define QUELL_CLOCK_H

#include <stdint.h>
#include <time.h>

/// Nanoseconds that a clock of clock_gettime(2) shows; 0 for a clock that is not there.
static inline int64_t quell_clock_nanoseconds(int32_t clock) {
    struct timespec now;
    if (clock_gettime(clock, &now) != 0) return 0;
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

#endif
