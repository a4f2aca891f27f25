//go:build !js

package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Imports run one way, on both hosts: README.md has the table. A package of the
// module may import core and its packages, except hosttest, and these beside:
var mayImport = map[string][]string{
	"worker":          {"worker/cli", "worker/edge"},
	"worker/cli":      {"worker/relay", "worker/host"},
	"worker/relay":    {"worker/host"},
	"worker/edge":     {"worker/host", "wasm/jsx"},
	"worker/host":     {},
	"worker/hosttest": {},
}

func TestImportsRunOneWay(t *testing.T) {
	const module = "github.com/amora-sync/amora/"
	for _, platform := range [][]string{{"GOOS=linux", "GOARCH=amd64"}, {"GOOS=js", "GOARCH=wasm"}} {
		for line := range strings.Lines(goList(t, platform, `{{.ImportPath}} {{join .Imports " "}}`, "./...")) {
			words := strings.Fields(strings.ReplaceAll(line, module, ""))
			allowed, known := mayImport[words[0]]
			if !known {
				t.Errorf("say what %s may import", words[0])
			}
			for _, imported := range words[1:] {
				ours := strings.Contains(line, module+imported)
				ofCore := words[0] != "worker/hosttest" && (imported == "core" || strings.HasPrefix(imported, "core/"))
				if ours && !ofCore && !slices.Contains(allowed, imported) {
					t.Errorf("%s imports %s (%s)", words[0], imported, platform[0])
				}
			}
		}
	}
}

// What both hosts share knows neither of them.
func TestHostKnowsNeitherNetworkNorJavaScript(t *testing.T) {
	for _, platform := range [][]string{{"GOOS=linux", "GOARCH=amd64"}, {"GOOS=js", "GOARCH=wasm"}} {
		for line := range strings.Lines(goList(t, platform, `{{join .Imports "\n"}}`, "./host")) {
			if imported := strings.TrimSpace(line); imported == "net" || imported == "net/http" || imported == "syscall/js" {
				t.Errorf("host imports %s (%s)", imported, platform[0])
			}
		}
	}
}

// goList asks the go command about packages of this folder.
func goList(t *testing.T, env []string, format string, patterns ...string) string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-f", format}, patterns...)...)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
