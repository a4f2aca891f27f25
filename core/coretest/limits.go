package coretest

import (
	"context"
	"regexp"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// The published limits of a Durable Object's SQLite, where they are lower than
// an ordinary SQLite's. workerd on a developer's machine lets more pass: values
// of 4 MiB, functions with 127 arguments.
// https://developers.cloudflare.com/durable-objects/platform/limits/
const (
	EdgeBinds        = 100       // arguments of a statement
	EdgeStatement    = 100_000   // bytes of SQL
	EdgeValue        = 2_000_000 // bytes of a text, BLOB or row
	EdgeColumns      = 100       // of a table or a result
	EdgeCompound     = 5         // terms of a compound SELECT
	EdgeFunctionArgs = 32        // arguments of a SQL function
	EdgePattern      = 50        // bytes of a LIKE or GLOB pattern
)

// Limited is db with the limits of a Durable Object: what passes them is an
// error with the code limit, whatever the database below would do. An instance
// without an app layer has to work on it.
func Limited(db sqldb.DB) sqldb.DB { return &limited{db, map[string]error{}} }

type limited struct {
	sqldb.DB
	checked map[string]error // by SQL text; used by one transaction at a time
}

func (l *limited) View(ctx context.Context, fn func(sqldb.Tx) error) error {
	return l.DB.View(ctx, func(tx sqldb.Tx) error { return fn(limitedTx{tx, l}) })
}

func (l *limited) Update(ctx context.Context, fn func(sqldb.Tx) error) error {
	return l.DB.Update(ctx, func(tx sqldb.Tx) error { return fn(limitedTx{tx, l}) })
}

type limitedTx struct {
	sqldb.Tx
	db *limited
}

func (t limitedTx) Exec(sql string, args ...any) (int64, error) {
	if err := t.db.check(sql, args); err != nil {
		return 0, err
	}
	return t.Tx.Exec(sql, args...)
}

func (t limitedTx) Text(sql string, args ...any) (string, error) {
	if err := t.db.check(sql, args); err != nil {
		return "", err
	}
	text, err := t.Tx.Text(sql, args...)
	if err == nil {
		err = checkValue(text, sql)
	}
	return text, err
}

func (t limitedTx) Query(sql string, args ...any) ([][]any, error) {
	if err := t.db.check(sql, args); err != nil {
		return nil, err
	}
	rows, err := t.Tx.Query(sql, args...)
	for _, row := range rows {
		if len(row) > EdgeColumns {
			return nil, overLimit("%d columns", len(row), sql)
		}
		for _, cell := range row {
			if err := checkValue(cell, sql); err != nil {
				return nil, err
			}
		}
	}
	return rows, err
}

// check looks at a statement and what is bound to it, before it runs.
func (l *limited) check(sql string, args []any) error {
	if len(args) > EdgeBinds {
		return overLimit("%d arguments", len(args), sql)
	}
	for _, arg := range args {
		if err := checkValue(arg, sql); err != nil {
			return err
		}
	}
	err, ok := l.checked[sql]
	if !ok {
		err = checkSQL(sql)
		l.checked[sql] = err
	}
	return err
}

func checkValue(value any, sql string) error {
	size := 0
	switch v := value.(type) {
	case string:
		size = len(v)
	case []byte:
		size = len(v)
	}
	if size > EdgeValue {
		return overLimit("a value of %d bytes", size, sql)
	}
	return nil
}

func overLimit(format string, n int, sql string) error {
	return fault.Errorf(fault.Limit, "on the edge: "+format+" in %.200s", n, sql)
}

// notCode is what looks like SQL and is none.
var notCode = regexp.MustCompile(`'[^']*'|"[^"]*"|--[^\n]*|/\*(?s:.*?)\*/`)

// token is what checkSQL counts.
var token = regexp.MustCompile(`(?i)[(),;]|[a-z_][a-z0-9_]*|[?][0-9]+|[^\s]`)

// pattern is a LIKE or GLOB pattern that stands in the text.
var pattern = regexp.MustCompile(`(?i)\b(?:LIKE|GLOB)\s+'([^']*)'`)

// customFunctions are Amora's own, which only statements about app tables use.
var customFunctions = regexp.MustCompile(`(?i)\bamora_(?:id|uuid)\s*\(`)

// forbidden is what a Durable Object's storage refuses.
var forbidden = regexp.MustCompile(`(?i)^\s*(?:BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE|ATTACH|DETACH|VACUUM|PRAGMA|CREATE\s+TEMP)|\bsqlite_version\s*\(`)

// checkSQL looks at a statement's text.
func checkSQL(sql string) error {
	for _, m := range pattern.FindAllStringSubmatch(sql, -1) {
		if len(m[1]) > EdgePattern {
			return overLimit("a pattern of %d bytes", len(m[1]), sql)
		}
	}
	code := notCode.ReplaceAllString(sql, "''")
	switch {
	case len(sql) > EdgeStatement:
		return overLimit("%d bytes of SQL", len(sql), sql)
	case forbidden.MatchString(code):
		return fault.Errorf(fault.Limit, "not on the edge: %.200s", sql)
	case customFunctions.MatchString(code):
		return fault.Errorf(fault.Limit, "a function of our own, not on the edge: %.200s", sql)
	}
	return checkNesting(code, sql)
}

// level is a pair of parentheses, and the text around them all.
type level struct {
	terms    int    // of the compound SELECT in it
	commas   int    // in it
	function string // whose arguments these are, "" for none
}

// checkNesting counts the terms of compound SELECTs and the arguments of
// functions.
func checkNesting(code, sql string) error {
	levels := []level{{terms: 1}}
	last := ""
	for _, word := range token.FindAllString(code, -1) {
		top := &levels[len(levels)-1]
		switch upper := strings.ToUpper(word); upper {
		case "(":
			levels = append(levels, level{terms: 1, function: functionName(last)})
		case ")":
			if top.function != "" && top.commas+1 > EdgeFunctionArgs {
				return overLimit("%d arguments of "+top.function, top.commas+1, sql)
			}
			if len(levels) > 1 {
				levels = levels[:len(levels)-1]
			}
		case ",":
			top.commas++
		case ";": // in a trigger
			*top = level{terms: 1}
		case "UNION", "INTERSECT", "EXCEPT":
			if top.terms++; top.terms > EdgeCompound {
				return overLimit("%d terms of a compound SELECT", top.terms, sql)
			}
		}
		last = word
	}
	return nil
}

// notFunctions may stand before a parenthesis that holds no arguments.
var notFunctions = regexp.MustCompile(`(?i)^(?:[^a-z_].*|IN|AS|VALUES|OVER|AND|OR|NOT|ON|WHERE|SELECT|FROM|THEN|ELSE|WHEN|EXISTS|MATERIALIZED|CHECK|KEY|SET|INTO|UNIQUE|USING|BY|CASE|INDEX|TABLE|amora_.*|morango_.*)$`)

func functionName(word string) string {
	if word == "" || notFunctions.MatchString(word) {
		return ""
	}
	return word
}
