// Package sqldb is the seam between the engine and SQLite, and what the
// engine needs to write its statements.
//
// It hides which SQLite that is: a file, the tab's memory that IndexedDB
// mirrors, or a Durable Object. Whoever serves the engine on another host
// implements [DB] and [Tx], and runs the tests of coretest.TestDB over them;
// db.go is all that takes to read. sql.go has helpers for statements: quoting,
// reading JSON cells, running several; token.go takes them apart.
//
// It imports only fault.
package sqldb
