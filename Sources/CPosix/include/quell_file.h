// What stat(2) tells of a file. Swift sees `struct stat` as a member of whichever C module was loaded first, so that it cannot be
// used in a module that also uses Foundation.
#ifndef QUELL_FILE_H
#define QUELL_FILE_H

#include <stdint.h>

struct quell_file {
    uint64_t device;
    uint64_t node;
    int64_t size;
    /// When it was last written.
    int64_t seconds;
    int64_t nanoseconds;
    /// Type and permissions, as in `st_mode`.
    uint32_t mode;
    uint32_t owner;
};

/// Looks at a path, links followed. Returns an errno, 0 if found.
int quell_file_facts(const char *path, struct quell_file *facts);

/// Looks at an open file. Returns an errno, 0 if found.
int quell_open_file_facts(int descriptor, struct quell_file *facts);

#endif
