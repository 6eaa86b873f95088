#include <sqlite3.h>

// Swift does not import functions with a variable number of arguments.
static inline int csqlite_db_config(sqlite3 *db, int option, int value) {
  return sqlite3_db_config(db, option, value, (int *)0);
}
