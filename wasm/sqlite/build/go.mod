// The sources of sqlite.wasm that are Go modules, pinned by go.sum. They are
// no dependencies of the product.
module github.com/amora-sync/amora/wasm/sqlite/build

go 1.26.0

require (
	github.com/mattn/go-sqlite3 v1.14.52 // SQLite's amalgamation
	github.com/ncruces/go-sqlite3-wasm/v6 v6.3.35304 // go-sqlite3's C, its patches, the list of exports
	github.com/ncruces/wasm2go v0.4.15 // libc and malloc
)
