package sqlitedb

import (
	"github.com/ncruces/go-sqlite3"

	"github.com/amora-sync/amora/core/owntrigger"
)

// readPragmas only tell. Those marked true take what they tell about as an
// argument; an argument to the others would be a new value.
var readPragmas = map[string]bool{
	"foreign_key_check": true,
	"foreign_key_list":  true,
	"index_info":        true,
	"index_list":        true,
	"index_xinfo":       true,
	"integrity_check":   true,
	"quick_check":       true,
	"table_info":        true,
	"table_list":        true,
	"table_xinfo":       true,

	"application_id":     false,
	"auto_vacuum":        false,
	"cache_size":         false,
	"collation_list":     false,
	"compile_options":    false,
	"data_version":       false,
	"database_list":      false,
	"encoding":           false,
	"foreign_keys":       false,
	"freelist_count":     false,
	"function_list":      false,
	"journal_mode":       false,
	"module_list":        false,
	"page_count":         false,
	"page_size":          false,
	"pragma_list":        false,
	"recursive_triggers": false,
	"schema_version":     false,
	"synchronous":        false,
	"user_version":       false,
}

// authorize refuses the statements that would pull the connection from under
// us: those that begin or end transactions, attach files or change settings.
// defer_foreign_keys may be set: it ends with the transaction. inner is the
// trigger or view whose text asks, "" for the statement itself.
func (c *conn) authorize(action sqlite3.AuthorizerActionCode, name, arg, _, inner string) sqlite3.AuthorizerReturnCode {
	if c.own {
		return sqlite3.AUTH_OK
	}
	if denied := c.deniedToApp(action, name, arg, inner); denied != "" {
		c.denied = denied
		return sqlite3.AUTH_DENY
	}
	switch action {
	case sqlite3.AUTH_TRANSACTION, sqlite3.AUTH_SAVEPOINT:
		c.denied = "statements may not begin or end a transaction: each call is a transaction of its own"
	case sqlite3.AUTH_ATTACH, sqlite3.AUTH_DETACH:
		c.denied = "statements may not attach or detach a database"
	case sqlite3.AUTH_PRAGMA:
		about, ok := readPragmas[name]
		if name == "defer_foreign_keys" || ok && (about || arg == "") {
			return sqlite3.AUTH_OK
		}
		c.denied = "statements may not use PRAGMA " + name + " to change something"
	default:
		return sqlite3.AUTH_OK
	}
	return sqlite3.AUTH_DENY
}

// deniedToApp says why what is asked for is not the app's to do, "" where it
// is: the engine's tables are written by the engine's own statements and
// triggers.
func (c *conn) deniedToApp(action sqlite3.AuthorizerActionCode, name, arg, inner string) string {
	if !c.app || owntrigger.EngineTrigger(inner) {
		return ""
	}
	switch action {
	case sqlite3.AUTH_INSERT, sqlite3.AUTH_UPDATE, sqlite3.AUTH_DELETE:
		if owntrigger.EngineTable(name) && (inner == "" || name != owntrigger.FiringTable) {
			return "the engine's table " + name + " can be read only"
		}
	case sqlite3.AUTH_CREATE_INDEX, sqlite3.AUTH_CREATE_TEMP_INDEX,
		sqlite3.AUTH_CREATE_TRIGGER, sqlite3.AUTH_CREATE_TEMP_TRIGGER:
		if owntrigger.EngineTable(arg) {
			return "the engine's table " + arg + " takes no index and no trigger"
		}
	}
	return ""
}
