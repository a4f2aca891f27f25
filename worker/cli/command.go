//go:build !js

package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/worker/host"
)

// Exit statuses.
const (
	ExitOK          = 0
	ExitFailed      = 1
	ExitQuarantined = 3 // done, but something could not be applied
)

// Terminal is where a command speaks.
type Terminal struct {
	In          io.Reader // nil: nothing can be read
	Out, Err    io.Writer
	Interactive bool   // Err is a screen, on which a line can be drawn again
	Version     string // of the program; "" stands for what Go recorded
	// Ask asks for a password, which is not shown; nil: nobody can be asked.
	Ask func(prompt string) (string, error)
}

// command is one of amora's subcommands.
type command struct {
	name     string
	synopsis string // its arguments
	summary  string // one line
	details  string // for its --help, with examples
	// prepare registers the flags and returns what runs once they are parsed.
	prepare func(*flag.FlagSet) action
}

// action is what a command does with the arguments that are no flags.
type action func(ctx context.Context, t *Terminal, args []string) (exit int, err error)

var commands = []*command{
	serveCommand, initCommand, inviteCommand, joinCommand, leaveCommand, revokeCommand, revokedCommand, recoveryCommand,
	syncCommand, exportCommand, importCommand, inspectCommand, rowsCommand, cleanupCommand, purgeCommand, userCommand, backupCommand, restoreCommand,
}

// Run does what the arguments say and returns the exit status.
func Run(ctx context.Context, t *Terminal, args []string) int {
	if len(args) == 0 {
		usage(t.Err)
		return ExitFailed
	}
	switch args[0] {
	case "-h", "-help", "--help", "help":
		return help(t, args[1:])
	case "-version", "--version", "version":
		fmt.Fprintln(t.Out, "amora", t.version())
		return ExitOK
	}
	c := find(args[0])
	if c == nil {
		return fail(t, fault.Errorf(fault.BadRequest, "there is no command %q", args[0]).WithHint("amora help"))
	}
	exit, err := c.run(ctx, t, args[1:])
	if err != nil {
		return fail(t, err)
	}
	return exit
}

// fail prints an error as `amora: code: text (hint)`, on one line: parts of it
// may be a relay's.
func fail(t *Terminal, err error) int {
	if errors.Is(err, context.Canceled) {
		err = fault.Errorf(fault.Closed, "interrupted")
	}
	if _, ok := errors.AsType[*fault.Error](err); !ok {
		err = &fault.Error{Code: fault.Internal, Text: err.Error()}
	}
	fmt.Fprintln(t.Err, "amora:", host.Plain(err.Error()))
	return ExitFailed
}

func find(name string) *command {
	for _, c := range commands {
		if c.name == name {
			return c
		}
	}
	return nil
}

// run parses the command's flags, which may stand before, between and after
// its arguments, and runs it.
func (c *command) run(ctx context.Context, t *Terminal, args []string) (exit int, err error) {
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	do := c.prepare(flags)
	var rest []string
	for len(args) > 0 {
		if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
			c.help(t.Out)
			return ExitOK, nil
		} else if err != nil {
			return 0, fault.Errorf(fault.BadRequest, "%v", err).WithHint("amora help " + c.name)
		}
		if args = flags.Args(); len(args) > 0 {
			rest, args = append(rest, args[0]), args[1:]
		}
	}
	return do(ctx, t, rest)
}

// help prints one command's synopsis, examples and flags, if it has any.
func (c *command) help(w io.Writer) {
	fmt.Fprintf(w, "usage: amora %s %s\n\n%s\n", c.name, c.synopsis, strings.TrimSpace(c.details))
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	c.prepare(flags)
	title := "\nFlags:\n"
	flags.VisitAll(func(f *flag.Flag) {
		fmt.Fprint(w, title)
		title = ""
		value, text := flag.UnquoteUsage(f)
		fmt.Fprintf(w, "  --%-22s %s", strings.TrimSpace(f.Name+" "+value), text)
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" && f.DefValue != "0s" {
			fmt.Fprintf(w, " (default %s)", f.DefValue)
		}
		fmt.Fprintln(w)
	})
}

func help(t *Terminal, args []string) int {
	if len(args) == 0 {
		usage(t.Out)
		return ExitOK
	}
	c := find(args[0])
	if c == nil {
		return fail(t, fault.Errorf(fault.BadRequest, "there is no command %q", args[0]).WithHint("amora help"))
	}
	c.help(t.Out)
	return ExitOK
}

func usage(w io.Writer) {
	fmt.Fprint(w, "amora syncs SQLite databases, each device seeing exactly what its certificate allows.\n\n"+
		"usage: amora COMMAND …\n\n")
	for _, c := range commands {
		fmt.Fprintf(w, "  %-9s %s\n", c.name, c.summary)
	}
	fmt.Fprint(w, "  version   which build this is\n\n"+
		"`amora COMMAND --help` shows flags and examples. Exit status: 0 done, 3 done but something is\n"+
		"in quarantine, 1 failed.\n")
}

// version falls back on what Go recorded, for builds by `go install`.
func (t *Terminal) version() string {
	if t.Version != "" {
		return t.Version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
