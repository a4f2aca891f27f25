package edge

import (
	"context"
	"math"
	"strings"
	"sync"
	"syscall/js"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/wasm/jsx"
)

// storage is [sqldb.DB] on a Durable Object's SQLite. One transaction runs at a
// time; what it did is durable before anything that is sent afterwards leaves
// the object (its output gate).
//
// Numbers come back as JavaScript's, so that only integers within ±2^53 can be
// told from reals; others are refused.
type storage struct {
	host js.Value // the functions of room.mjs, host

	turn       sync.Mutex
	statements map[preparedKey]prepared

	run      js.Func // the callback of host.transaction
	fn       func(sqldb.Tx) error
	err      error
	panicked any
}

// preparedKey is a SQL text and which of its arguments are integers: bit n-1
// for ?n.
type preparedKey struct {
	sql      string
	integers [2]uint64
}

// prepared is a statement as the storage gets it.
type prepared struct {
	verb, sql string
}

// maxStatements bounds the statements remembered; the engine has far fewer.
const maxStatements = 500

// newStorage wraps the storage functions of room.mjs.
func newStorage(host js.Value) *storage {
	s := &storage{host: host, statements: map[preparedKey]prepared{}}
	s.run = js.FuncOf(func(js.Value, []js.Value) any { return s.callback() })
	return s
}

// View implements [sqldb.DB]. Nothing else runs meanwhile, so it needs no
// transaction: statements that write are not let through.
func (s *storage) View(ctx context.Context, fn func(sqldb.Tx) error) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	return fn(storageTx{s, false})
}

// Update implements [sqldb.DB].
func (s *storage) Update(ctx context.Context, fn func(sqldb.Tx) error) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	s.fn, s.err, s.panicked = fn, nil, nil
	_, thrown := jsx.Try(func() js.Value { return s.host.Call("transaction", s.run) })
	err, panicked := s.err, s.panicked
	s.fn, s.err, s.panicked = nil, nil, nil
	switch {
	case panicked != nil:
		panic(panicked)
	case err != nil:
		return err
	}
	return storageError(thrown)
}

// callback runs fn inside the transaction and reports whether to commit it. A
// panic must not pass through JavaScript.
func (s *storage) callback() (commit bool) {
	defer func() {
		if p := recover(); p != nil {
			s.panicked, commit = p, false
		}
	}()
	s.err = s.fn(storageTx{s, true})
	return s.err == nil
}

// prepare makes the text and arguments that host's functions take.
func (s *storage) prepare(write bool, sql string, args []any) (verb string, call []any, err error) {
	key := preparedKey{sql: sql}
	call = make([]any, len(args)+1)
	for i, arg := range args {
		value, integer, err := bind(arg)
		if err != nil {
			return "", nil, err
		}
		call[i+1] = value
		if integer && i < 128 {
			key.integers[i/64] |= 1 << (i % 64)
		}
	}
	p, ok := s.statements[key]
	if !ok {
		parsed, err := parseStatement(sql)
		if err != nil {
			return "", nil, err
		}
		p = prepared{parsed.verb, parsed.withIntegers(func(n int) bool {
			return 1 <= n && n <= 128 && key.integers[(n-1)/64]&(1<<((n-1)%64)) != 0
		})}
		if len(s.statements) >= maxStatements {
			clear(s.statements)
		}
		s.statements[key] = p
	}
	if !write && !readVerbs[p.verb] {
		return "", nil, fault.Errorf(fault.BadRequest, "%s in a read-only transaction", p.verb)
	}
	call[0] = p.sql
	return p.verb, call, nil
}

// bind gives an argument the form that the storage takes.
func bind(arg any) (value any, integer bool, err error) {
	switch v := arg.(type) {
	case nil, string, float64:
		return v, false, nil
	case bool:
		if v {
			return 1, true, nil
		}
		return 0, true, nil
	case int:
		return bind(int64(v))
	case int64:
		if v < -maxInteger || v > maxInteger {
			return nil, false, fault.Errorf(fault.BadValue, "the integer %d is beyond ±2^53", v)
		}
		return float64(v), true, nil
	case []byte:
		return jsx.Uint8Array(v), false, nil
	}
	return nil, false, fault.Errorf(fault.BadValue, "an argument of type %T", arg)
}

// maxInteger is the largest that JavaScript can tell from its neighbours, and
// the largest counter.
const maxInteger = 1 << 53

// storageTx is a [sqldb.Tx].
type storageTx struct {
	*storage
	write bool
}

// Exec implements [sqldb.Tx].
func (t storageTx) Exec(sql string, args ...any) (changes int64, err error) {
	verb, call, err := t.prepare(t.write, sql, args)
	if err != nil {
		return 0, err
	}
	function := "exec"
	if writeVerbs[verb] {
		function = "change" // and tells how many rows
	}
	v, err := jsx.Try(func() js.Value { return t.host.Call(function, call...) })
	if err != nil {
		return 0, storageError(err)
	}
	return int64(v.Float()), nil
}

// Text implements [sqldb.Tx].
func (t storageTx) Text(sql string, args ...any) (string, error) {
	_, call, err := t.prepare(t.write, sql, args)
	if err != nil {
		return "", err
	}
	v, err := jsx.Try(func() js.Value { return t.host.Call("text", call...) })
	if err != nil {
		return "", storageError(err)
	}
	return v.String(), nil
}

// Query implements [sqldb.Tx], one crossing a cell.
func (t storageTx) Query(sql string, args ...any) ([][]any, error) {
	_, call, err := t.prepare(t.write, sql, args)
	if err != nil {
		return nil, err
	}
	v, err := jsx.Try(func() js.Value { return t.host.Call("rows", call...) })
	if err != nil {
		return nil, storageError(err)
	}
	rows := make([][]any, v.Length())
	for i := range rows {
		row := v.Index(i)
		rows[i] = make([]any, row.Length())
		for j := range rows[i] {
			if rows[i][j], err = cell(row.Index(j)); err != nil {
				return nil, err
			}
		}
	}
	return rows, nil
}

func cell(v js.Value) (any, error) {
	switch v.Type() {
	case js.TypeString:
		return v.String(), nil
	case js.TypeNumber:
		f := v.Float()
		switch {
		case f != math.Trunc(f) || math.IsInf(f, 0):
			return f, nil
		case math.Abs(f) <= maxInteger:
			return int64(f), nil
		case math.Abs(f) < 1<<63:
			return nil, fault.Errorf(fault.BadValue, "the integer %.0f is beyond ±2^53", f)
		}
		return f, nil
	case js.TypeObject:
		return jsx.Bytes(v), nil
	}
	return nil, nil
}

// triggerError introduces what a trigger raises: RAISE(ABORT, 'amora:CODE:text').
const triggerError = "amora:"

// storageError gives what the storage threw its code. Its texts are SQLite's
// with the names of the codes behind them:
// "UNIQUE constraint failed: t.a: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)".
func storageError(err error) error {
	if err == nil {
		return nil
	}
	message := err.Error()
	text, names := message, ""
	if i := strings.LastIndex(message, ": SQLITE_"); i >= 0 {
		text, names = message[:i], message[i+2:]
	}
	text = strings.TrimPrefix(text, "Error: ")
	if rest, ok := strings.CutPrefix(text, triggerError); ok {
		code, text, _ := strings.Cut(rest, ":")
		return &fault.Error{Code: fault.Code(code), Text: text}
	}
	return &fault.Error{Code: storageCode(names), Text: text, Err: err}
}

func storageCode(names string) fault.Code {
	for _, c := range []struct {
		name string
		code fault.Code
	}{
		{"SQLITE_CONSTRAINT_NOTNULL", fault.Required},
		{"SQLITE_CONSTRAINT_DATATYPE", fault.BadValue},
		{"SQLITE_CONSTRAINT", fault.Constraint},
		{"SQLITE_MISMATCH", fault.BadValue},
		{"SQLITE_FULL", fault.StorageFull},
		{"SQLITE_TOOBIG", fault.Limit},
		{"SQLITE_ERROR", fault.BadRequest},
	} {
		if strings.Contains(names, c.name) {
			return c.code
		}
	}
	return fault.StorageFailed
}
