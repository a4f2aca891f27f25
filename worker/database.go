//go:build !js

package main

import (
	"context"
	"errors"
	"os"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// database is an open instance with its file.
type database struct {
	*core.Instance
	file *sqlitedb.DB
}

// Close closes the file; what was committed is in it.
func (d *database) Close() error { return d.file.Close() }

// openDatabase opens a native instance. With schemaFile it is created where
// there is none, or brought up to that schema; without, the file must be
// there and its own schema counts.
func openDatabase(ctx context.Context, name, schemaFile string) (*database, error) {
	if name == "" {
		return nil, core.Errorf(core.CodeBadRequest, "which database? --db FILE is missing")
	}
	if schemaFile == "" {
		if err := mustExist(name); err != nil {
			return nil, err
		}
	}
	file, err := sqlitedb.Open(ctx, name, sqlitedb.Options{})
	if err != nil {
		return nil, err
	}
	schema, err := readSchema(ctx, file, schemaFile)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	in, err := core.Open(ctx, file, core.Options{Schema: schema})
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &database{Instance: in, file: file}, nil
}

// mustExist keeps a mistyped name from becoming an empty database.
func mustExist(name string) error {
	if _, err := os.Stat(name); err != nil {
		return (&core.Error{Code: core.CodeBadRequest, Text: "there is no database", Err: err}).
			WithHint("make one with amora init or amora join")
	}
	return nil
}

// readSchema takes the schema from the named file, or else from the database,
// which is nil where it is a relay's.
func readSchema(ctx context.Context, db core.DB, name string) (*core.Schema, error) {
	if name != "" {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, &core.Error{Code: core.CodeBadSchema, Text: "the schema cannot be read", Err: err}
		}
		return core.ParseSchema(text)
	}
	var text string
	err := db.View(ctx, func(tx core.Tx) (err error) {
		text, err = tx.Text("SELECT value FROM amora_meta WHERE key = 'schema'")
		return err
	})
	if err != nil {
		return nil, &core.Error{Code: core.CodeBadRequest, Text: "this is not an amora database", Err: err}
	}
	if text == "" {
		return nil, nil
	}
	return core.ParseSchema([]byte(text))
}
