package sqlitedb

import (
	"container/list"
	"strings"
	"unicode/utf8"

	"github.com/ncruces/go-sqlite3"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

const (
	maxCached    = 128      // statements kept prepared
	maxCachedSQL = 64 << 10 // bytes of a statement worth keeping
)

// cache keeps the statements used last, by their text. SQLite prepares them
// anew by itself when the schema changes.
type cache struct {
	order list.List // of *sqlite3.Stmt, the last used first
	bySQL map[string]*list.Element
}

func (k *cache) get(sql string) *sqlite3.Stmt {
	e := k.bySQL[sql]
	if e == nil {
		return nil
	}
	k.order.MoveToFront(e)
	return e.Value.(*sqlite3.Stmt)
}

func (k *cache) put(sql string, s *sqlite3.Stmt) {
	if k.bySQL == nil {
		k.bySQL = make(map[string]*list.Element, maxCached)
	}
	k.bySQL[sql] = k.order.PushFront(s)
	if k.order.Len() > maxCached {
		last := k.order.Back()
		s := k.order.Remove(last).(*sqlite3.Stmt)
		delete(k.bySQL, s.SQL())
		_ = s.Close()
	}
}

func (k *cache) clear() {
	for e := k.order.Front(); e != nil; e = e.Next() {
		_ = e.Value.(*sqlite3.Stmt).Close()
	}
	k.order.Init()
	k.bySQL = nil
}

// cache keeps the statements of the app's apart, as the authorizer lets the
// same text do less if it is the app's.
func (c *conn) cache() *cache {
	if c.app {
		return &c.caches[1]
	}
	return &c.caches[0]
}

// prepare returns the statement with its arguments bound. finish it after use.
func (c *conn) prepare(sql string, args []any) (*sqlite3.Stmt, error) {
	cache := c.cache()
	s := cache.get(sql)
	if s == nil {
		var err error
		if s, err = c.compile(sql); err != nil {
			return nil, err
		}
		if len(sql) <= maxCachedSQL {
			cache.put(sql, s)
		}
	}
	if err := bind(s, args); err != nil {
		c.finish(s)
		return nil, err
	}
	return s, nil
}

// finish makes s ready for its next use and lets go of its arguments. What
// Reset reports was reported by the step that failed.
func (c *conn) finish(s *sqlite3.Stmt) {
	if len(s.SQL()) > maxCachedSQL {
		_ = s.Close()
		return
	}
	_ = s.Reset()
	_ = s.ClearBindings()
}

// compile prepares sql, which has to be one statement.
func (c *conn) compile(sql string) (*sqlite3.Stmt, error) {
	if !utf8.ValidString(sql) {
		return nil, fault.Errorf(fault.BadRequest, "SQL that is not UTF-8")
	}
	c.denied = ""
	s, tail, err := c.PrepareFlags(sql, sqlite3.PREPARE_PERSISTENT)
	if err != nil {
		return nil, c.compileError(err)
	}
	if s == nil {
		return nil, fault.Errorf(fault.BadRequest, "no SQL statement")
	}
	if tail != "" && !c.blank(tail) {
		_ = s.Close()
		return nil, fault.Errorf(fault.BadRequest, "more than one SQL statement").
			WithHint("run them one by one")
	}
	return s, nil
}

// blank reports whether there is nothing but comments in sql.
func (c *conn) blank(sql string) bool {
	for sql != "" {
		s, tail, err := c.Prepare(sql)
		if err != nil || s != nil {
			_ = s.Close()
			return false
		}
		sql = tail
	}
	return true
}

func bind(s *sqlite3.Stmt, args []any) error {
	if len(args) == 1 {
		if named, ok := args[0].(sqldb.Named); ok {
			return bindNamed(s, named)
		}
	}
	if n := s.BindCount(); n != len(args) {
		return fault.Errorf(fault.BadRequest, "the statement has %d parameters, %d were given", n, len(args))
	}
	for i, arg := range args {
		if err := bindOne(s, i+1, arg); err != nil {
			return err
		}
	}
	return nil
}

// bindNamed binds each parameter's value by its name. The statement must not
// have others, and all names given must be its own.
func bindNamed(s *sqlite3.Stmt, args sqldb.Named) error {
	used := map[string]bool{}
	for i := 1; i <= s.BindCount(); i++ {
		name := strings.TrimLeft(s.BindName(i), ":@$")
		if name == "" || strings.HasPrefix(s.BindName(i), "?") {
			return fault.Errorf(fault.BadRequest, "parameter %d has no name, and values were given by name", i).
				WithHint("name all of a statement's parameters, as in :name, or none")
		}
		arg, ok := args[name]
		if !ok {
			return fault.Errorf(fault.BadRequest, "no value was given for the parameter %s", s.BindName(i))
		}
		used[name] = true
		if err := bindOne(s, i, arg); err != nil {
			return err
		}
	}
	for name := range args {
		if !used[name] {
			return fault.Errorf(fault.BadRequest, "the statement has no parameter named %.100q", name)
		}
	}
	return nil
}

func bindOne(s *sqlite3.Stmt, i int, arg any) error {
	var err error
	switch v := arg.(type) {
	case nil:
		err = s.BindNull(i)
	case bool:
		err = s.BindBool(i, v)
	case int:
		err = s.BindInt(i, v)
	case int64:
		err = s.BindInt64(i, v)
	case float64:
		err = s.BindFloat(i, v)
	case string:
		// SQLite takes any bytes for text; what it stores would not survive
		// a trip through JSON.
		if !utf8.ValidString(v) {
			return fault.Errorf(fault.BadValue, "parameter %d: text that is not UTF-8", i)
		}
		err = s.BindText(i, v)
	case []byte:
		err = s.BindBlob(i, v)
	default:
		return fault.Errorf(fault.BadValue, "parameter %d: a %T cannot be bound", i, arg)
	}
	return translate(err)
}
