// What glibc has for starting programs and declares only where _GNU_SOURCE is defined, which Swift does not do.
#include <spawn.h>

int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
