// SQLite and all that go-sqlite3 needs of it, as one translation unit.
// Compare build/main.c of github.com/ncruces/go-sqlite3-wasm/v6.

// Amalgamation
#include "sqlite3.c"
// Extensions
#include "ext/decimal.c"
#include "ext/ieee754.c"
#include "ext/regexp.c"
#include "ext/series.c"
#include "ext/uint.c"
// Bindings
#include "func.c"
#include "hooks.c"
#include "pointer.c"
#include "stmt.c"
#include "text.c"
#include "time.c"
#include "vfs.c"
#include "vtab.c"
// Libc
#include "libc.c"
#include "libc_js.c"

// TLSF grows its heap by pages of 64 KiB. They come from Go's heap: Go's
// runtime does not know of memory that others add to its own.
int go_heap_grow(size_t pages);
#define __builtin_wasm_memory_grow(memory, pages) \
  ((size_t)(ptrdiff_t)go_heap_grow(pages))
#include "malloc_tlsf.c"

static int malloc_good_size_(int size) { return malloc_good_size(size); }

void sqlite3_start(void) {
  static sqlite3_mem_methods mem_methods;
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &mem_methods);

  mem_methods.xRoundup = malloc_good_size_;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &mem_methods);

  sqlite3_initialize();
  sqlite3_auto_extension((void (*)(void))sqlite3_decimal_init);
  sqlite3_auto_extension((void (*)(void))sqlite3_ieee_init);
  sqlite3_auto_extension((void (*)(void))sqlite3_regexp_init);
  sqlite3_auto_extension((void (*)(void))sqlite3_series_init);
  sqlite3_auto_extension((void (*)(void))sqlite3_uint_init);
  sqlite3_auto_extension((void (*)(void))sqlite3_time_init);
}
