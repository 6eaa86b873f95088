#include "csqlite_memory.h"

#include <limits.h>
#include <sqlite3.h>
#include <stddef.h>
#include <stdlib.h>

static _Thread_local long long limit;
static _Thread_local long long used;

/* The size of each piece stands before it; what follows must be aligned as malloc does it. */
enum { header = 16 };

static size_t *start(void *piece) { return (size_t *)((char *)piece - header); }

static int fits(long long bytes) { return limit == 0 || used + bytes <= limit; }

static void *take(int size) {
  if (size <= 0 || !fits(size)) return NULL;
  char *memory = malloc((size_t)size + header);
  if (memory == NULL) return NULL;
  *(size_t *)memory = (size_t)size;
  used += size;
  return memory + header;
}

static void give_back(void *piece) {
  if (piece == NULL) return;
  used -= (long long)*start(piece);
  free(start(piece));
}

static void *resize(void *piece, int size) {
  if (piece == NULL) return take(size);
  long long more = (long long)size - (long long)*start(piece);
  if (size <= 0 || (more > 0 && !fits(more))) return NULL;
  char *memory = realloc(start(piece), (size_t)size + header);
  if (memory == NULL) return NULL;
  *(size_t *)memory = (size_t)size;
  used += more;
  return memory + header;
}

static int size_of(void *piece) { return piece == NULL ? 0 : (int)*start(piece); }

static int rounded(int size) { return size > INT_MAX - 7 ? size : (size + 7) & ~7; }

static int begin(void *data) {
  (void)data;
  return SQLITE_OK;
}

static void end(void *data) { (void)data; }

int csqlite_memory_install(void) {
  sqlite3_mem_methods methods = {take, give_back, resize, size_of, rounded, begin, end, NULL};
  int status = sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
  /* It counts with a lock that all threads would wait for. */
  if (status == SQLITE_OK) status = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  return status;
}

void csqlite_memory_limit(long long bytes) {
  limit = bytes;
  used = 0;
}
