//go:build !js

package main

import (
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// readTable reads the table of folders in README.md: what each may import of
// the module. Core's packages keep a table of their own, core/ARCHITECTURE.md;
// "core" here stands for any of them.
func readTable(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	table := map[string][]string{"worker": {"worker/cli", "worker/edge"}} // the two programs' entries
	row := regexp.MustCompile(`(?m)^\| \[(\w+)/\]\(\w+\) \|.*\| ([a-z/, ]*) \|$`)
	for _, m := range row.FindAllStringSubmatch(string(text), -1) {
		folder := "worker/" + m[1]
		table[folder] = []string{}
		for name := range strings.SplitSeq(m[2], ", ") {
			if !strings.HasPrefix(name, "core") && !strings.Contains(name, "/") {
				name = "worker/" + name
			}
			table[folder] = append(table[folder], name)
		}
	}
	if len(table) < 5 {
		t.Fatalf("the table has %d rows", len(table))
	}
	return table
}

// TestImportsRunOneWay: each folder imports what README.md allows, on both hosts.
func TestImportsRunOneWay(t *testing.T) {
	table := readTable(t)
	const module = "github.com/amora-sync/amora/"
	for _, platform := range [][]string{{"GOOS=linux", "GOARCH=amd64"}, {"GOOS=js", "GOARCH=wasm"}} {
		for line := range strings.Lines(goList(t, platform, `{{.ImportPath}} {{join .Imports " "}}`, "./...")) {
			words := strings.Fields(strings.ReplaceAll(line, module, ""))
			allowed, known := table[words[0]]
			if !known {
				t.Errorf("README.md has no row for %s", words[0])
			}
			for _, imported := range words[1:] {
				if !strings.Contains(line, module+imported) {
					continue // not of this module
				}
				if strings.HasPrefix(imported, "core/") && slices.Contains(allowed, "core") {
					continue
				}
				if !slices.Contains(allowed, imported) {
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
