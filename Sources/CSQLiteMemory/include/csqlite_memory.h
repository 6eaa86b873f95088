/* Memory for SQLite, with a limit for each thread. SQLite's own limit holds for the whole program: then what a statement may
   have would depend on what others run beside it. */

#ifndef CSQLITE_MEMORY_H
#define CSQLITE_MEMORY_H

/* Makes SQLite take its memory from here; to be called before anybody uses SQLite. 0 if it does. */
int csqlite_memory_install(void);

/* The bytes that SQLite may take on this thread from now on; 0 for no limit. */
void csqlite_memory_limit(long long bytes);

#endif
