//go:build !js

package tests

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever would leave C's stack in disorder ends the program, and says why.
func TestGuards(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("Node.js is not installed")
	}
	binary := filepath.Join(t.TempDir(), "guard.wasm")
	build := exec.Command("go", "test", "-c", "-o", binary, ".")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for name, reason := range map[string]string{
		"waits":   "waits for an event",
		"hangs":   "waits for an event",
		"exits":   "has ended its goroutine",
		"recurse": "stack",
		"shares":  "two goroutines",
	} {
		t.Run(name, func(t *testing.T) {
			run := exec.Command("node", "../../../js/test/gonode.mjs", binary, "-test.run", "TestGuard/"+name)
			run.Env = append(os.Environ(), "AMORA_GUARD=1")
			var said bytes.Buffer
			run.Stdout, run.Stderr = &said, &said
			var exit *exec.ExitError
			if err := run.Run(); !errors.As(err, &exit) {
				t.Fatalf("it went on, with %v\n%s", err, said.String())
			}
			if !strings.Contains(said.String(), reason) {
				t.Errorf("it ended with\n%.1000s", said.String())
			}
		})
	}
}
