#include "quell_file.h"

#include <errno.h>
#include <sys/stat.h>

static void fill(struct quell_file *facts, const struct stat *found) {
    facts->device = found->st_dev;
    facts->node = found->st_ino;
    facts->size = found->st_size;
    facts->seconds = found->st_mtim.tv_sec;
    facts->nanoseconds = found->st_mtim.tv_nsec;
    facts->mode = found->st_mode;
    facts->owner = found->st_uid;
}

int quell_file_facts(const char *path, struct quell_file *facts) {
    struct stat found;
    if (stat(path, &found)) return errno;
    fill(facts, &found);
    return 0;
}

int quell_open_file_facts(int descriptor, struct quell_file *facts) {
    struct stat found;
    if (fstat(descriptor, &found)) return errno;
    fill(facts, &found);
    return 0;
}
