// Tests of the tab's SQLite, and what go-sqlite3's own tests need.
module github.com/amora-sync/amora/wasm/sqlite/tests

go 1.26.0

require github.com/ncruces/go-sqlite3 v0.35.6

require (
	github.com/dchest/siphash v1.2.3 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/ncruces/go-sqlite3-wasm/v6 v6.3.35304 // indirect
	github.com/ncruces/julianday v1.0.0 // indirect
	github.com/ncruces/sort v1.0.2 // indirect
	github.com/ncruces/wbt v1.0.0 // indirect
	golang.org/x/crypto v0.57.0 // indirect
	golang.org/x/sys v0.48.0 // indirect
	golang.org/x/text v0.42.0 // indirect
	lukechampine.com/adiantum v1.1.1 // indirect
)

replace github.com/ncruces/go-sqlite3-wasm/v6 => ..
