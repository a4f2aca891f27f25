//go:build !js

package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/amora-sync/amora/core/sqldb"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"amora": func() {
			os.Exit(Run(context.Background(), &Terminal{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Version: "1.2.3"}, os.Args[1:]))
		},
	})
}

// TestScripts runs testdata/*.txtar: what a person types, and what comes of it.
// README.md there lists the commands that scripts have beside testscript's own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Values[relaysKey{}] = relays{}
			schema, err := os.ReadFile(filepath.Join("testdata", "school.json"))
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(env.WorkDir, "school.json"), schema, 0o600)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"capture": scriptCapture,
			"status":  scriptStatus,
			"sql":     scriptSQL,
			"relay":   scriptRelay,
			"stop":    scriptStop,
			"address": scriptAddress,
		},
	})
}

// scriptCapture is `capture NAME PATTERN`: it sets the variable to the first
// group of what matches in the last command's stdout.
func scriptCapture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: capture NAME PATTERN")
	}
	pattern, err := regexp.Compile(`(?m)` + args[1])
	ts.Check(err)
	found := pattern.FindStringSubmatch(ts.ReadFile("stdout"))
	if len(found) < 2 {
		ts.Fatalf("nothing like %s in stdout", args[1])
	}
	ts.Setenv(args[0], found[1])
}

// scriptStatus is `status N COMMAND…`: the command ends with that exit status.
func scriptStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	if failed, ok := errors.AsType[*exec.ExitError](err); ok && failed.ExitCode() == want || err == nil && want == 0 {
		return
	}
	ts.Fatalf("%v instead of exit status %d", err, want)
}

// scriptSQL is `sql FILE STATEMENT`, in a database that the commands have made,
// as an app runs it. A SELECT prints its first column, a row a line.
func scriptSQL(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sql FILE STATEMENT")
	}
	ts.Check(withDatabase(context.Background(), ts.MkAbs(args[0]), "", func(d *database) error {
		if !strings.HasPrefix(args[1], "SELECT") {
			_, err := d.Exec(context.Background(), args[1])
			return err
		}
		return d.file.View(context.Background(), func(tx sqldb.Tx) error {
			rows, err := tx.Query(args[1])
			for _, row := range rows {
				fmt.Fprintln(ts.Stdout(), row[0])
			}
			return err
		})
	}))
}

// output is what a relay writes while the script reads.
type output struct {
	mu sync.Mutex
	b  strings.Builder
}

func (o *output) Write(text []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(text)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// relays are those of a script that run, by the names of their variables.
type relays map[string]func()

type relaysKey struct{}

// scriptRelay is `relay NAME [FLAG…]`: it runs `amora serve` on a free port until
// the script ends or stops it, and sets the variable to its address, NAME_HOST
// to host and port, and NAME_KEY to the fingerprint that it prints.
func scriptRelay(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: relay NAME [FLAG…]")
	}
	flags := append([]string{"serve", "--listen", "127.0.0.1:0"}, args[1:]...)
	for i, arg := range flags {
		if i > 0 && (flags[i-1] == "--data" || flags[i-1] == "--schema") {
			flags[i] = ts.MkAbs(arg)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	said, out := io.Pipe()
	ended := make(chan int, 1)
	var log output
	go func() {
		ended <- Run(ctx, &Terminal{Out: out, Err: &log}, flags)
		out.Close()
	}()
	stop := sync.OnceFunc(func() {
		cancel()
		exit := <-ended
		ts.Logf("%s", log.String())
		if exit != ExitOK {
			ts.Logf("the relay ended with exit status %d", exit)
		}
	})
	ts.Defer(stop)
	ts.Value(relaysKey{}).(relays)[args[0]] = stop
	line, _ := bufio.NewReader(said).ReadString('\n')
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on http")
	if !ok {
		stop()
		ts.Fatalf("the relay does not listen")
	}
	ts.Setenv(args[0], "ws"+url)
	ts.Setenv(args[0]+"_HOST", strings.TrimPrefix(url, "://"))
	_, key, _ := strings.Cut(log.String(), "fingerprint of the relay's key: ")
	ts.Setenv(args[0]+"_KEY", key[:min(64, len(key))])
}

// scriptAddress is `address FILE TEXT`: it writes a text, with its variables, to
// a file.
func scriptAddress(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: address FILE TEXT")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(args[1]+"\n"), 0o600))
}

// scriptStop is `stop NAME`: it ends a relay and waits for the end.
func scriptStop(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: stop NAME")
	}
	stop, ok := ts.Value(relaysKey{}).(relays)[args[0]]
	if !ok {
		ts.Fatalf("no relay %s", args[0])
	}
	stop()
}
