//go:build !js

package cli

import (
	"flag"
	"strings"
	"testing"
)

func TestHelp(t *testing.T) {
	if got := mustAmora(t, "--help"); got != mustAmora(t, "help") {
		t.Error("help and --help differ")
	}
	if got := mustAmora(t, "version"); !strings.HasPrefix(got, "amora ") {
		t.Error(got)
	}
	all := mustAmora(t, "help")
	for _, c := range commands {
		if !strings.Contains(all, c.summary) {
			t.Errorf("help leaves out %s", c.name)
		}
		text := mustAmora(t, c.name, "--help")
		flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
		c.prepare(flags)
		flags.VisitAll(func(f *flag.Flag) {
			if !strings.Contains(text, "\n  --"+f.Name) {
				t.Errorf("%s --help leaves out --%s", c.name, f.Name)
			}
		})
		if text != mustAmora(t, "help", c.name) || !strings.Contains(text, "Example") {
			t.Errorf("%s --help:\n%s", c.name, text)
		}
		for line := range strings.SplitSeq(text, "\n") {
			if len(line) > 125 {
				t.Errorf("%s --help has a line of %d characters: %s", c.name, len(line), line)
			}
		}
	}
	if exit, _, stderr := amora(t); exit != ExitFailed || !strings.Contains(stderr, "usage") {
		t.Errorf("without a command: %d, %s", exit, stderr)
	}
}

// mustAmora runs a command that may not fail, and returns what it prints.
func mustAmora(t *testing.T, args ...string) string {
	t.Helper()
	exit, stdout, stderr := amora(t, args...)
	if exit != ExitOK || stderr != "" {
		t.Fatalf("amora %s: exit status %d\n%s", strings.Join(args, " "), exit, stderr)
	}
	return stdout
}

func amora(t *testing.T, args ...string) (exit int, stdout, stderr string) {
	t.Helper()
	var out, err strings.Builder
	exit = Run(t.Context(), &Terminal{Out: &out, Err: &err}, args)
	return exit, strings.TrimSpace(out.String()), strings.TrimSpace(err.String())
}
