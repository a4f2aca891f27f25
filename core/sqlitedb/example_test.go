//go:build !js

package sqlitedb_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// A database in a file. Values are bound to ?1, ?2 and so on; an error that the
// callback returns undoes what it wrote.
func ExampleOpen() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "notes")
	check(err)
	defer os.RemoveAll(dir)
	db, err := sqlitedb.Open(ctx, filepath.Join(dir, "notes.db"), sqlitedb.Options{})
	check(err)
	defer db.Close()

	check(db.Update(ctx, func(tx sqldb.Tx) error {
		if _, err := tx.Exec("CREATE TABLE fruit (name TEXT, grams INTEGER)"); err != nil {
			return err
		}
		_, err := tx.Exec("INSERT INTO fruit VALUES (?1, ?2), (?3, ?4)", "mulberry", 3, "strawberry", 12)
		return err
	}))
	check(db.View(ctx, func(tx sqldb.Tx) error {
		rows, err := tx.Query("SELECT name, grams FROM fruit WHERE grams > ?1", 5)
		fmt.Println(rows)
		return err
	}))
	// Output:
	// [[strawberry 12]]
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
