package core_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const number = `\d+(?:\.\d+)*`

// A citation names a document of this repository and its sections, each with
// the section sign: PROTOCOL.md §3, PROTOCOL.md §3 and §4, PROTOCOL.md §3 to §8.
var (
	citation = regexp.MustCompile(`\b([\w-]+\.md)\s+§` + number + `(?:(?:,|–|\s+and|\s+or|\s+to)\s*§` + number + `)*`)
	section  = regexp.MustCompile(`§(` + number + `)`)
	heading  = regexp.MustCompile(`(?m)^#+ (` + number + `)\.? `)
	// vague leaves the reader to guess which document is meant.
	vague = regexp.MustCompile(
		`\b(?:PROTOCOL|ALGORITHMS|MORANGO|DESIGN|ARCHITECTURE|DECISIONS|[Dd]ifferences?)(?:\.md)?\s+\d+\b`)
	foreign = regexp.MustCompile(`\bRFC \d+,?\s+$`)
	// margin is what stands before the text of a comment's further lines.
	margin = regexp.MustCompile(`\n[ \t]*(?://+|\*|--|#)?[ \t]*`)
)

// TestCitations: every section that a comment or a document cites exists.
func TestCitations(t *testing.T) {
	files := readSources(t, "..")
	sections := map[string][]string{} // by the document's name
	for path, text := range files {
		if filepath.Ext(path) == ".md" {
			for _, m := range heading.FindAllStringSubmatch(text, -1) {
				if slices.Contains(sections[filepath.Base(path)], m[1]) {
					t.Errorf("%s has two sections %s", path, m[1])
				}
				sections[filepath.Base(path)] = append(sections[filepath.Base(path)], m[1])
			}
		}
	}
	found := 0
	for path, text := range files {
		text = margin.ReplaceAllString(text, "\n")
		for _, c := range cited(path, text) {
			found++
			if !slices.Contains(sections[c.document], c.section) {
				t.Errorf("%s:%d: %q has no section %s", path, 1+strings.Count(text[:c.at], "\n"), c.document, c.section)
			}
		}
		for _, m := range vague.FindAllStringIndex(text, -1) {
			t.Errorf("%s:%d: %q: write NAME.md, then §n", path, 1+strings.Count(text[:m[0]], "\n"), text[m[0]:m[1]])
		}
	}
	if found < 20 {
		t.Errorf("found %d citations only", found)
	}
}

// cite is one section that a text cites.
type cite struct {
	at                int // where in the text
	document, section string
}

// cited lists what a file's text cites. A section sign without a document's
// name stands for a section of the same document; elsewhere than in a document
// it names none.
func cited(path, text string) (all []cite) {
	rest := []byte(text)
	for _, m := range citation.FindAllStringSubmatchIndex(text, -1) {
		for _, s := range section.FindAllStringSubmatch(text[m[0]:m[1]], -1) {
			all = append(all, cite{m[0], text[m[2]:m[3]], s[1]})
		}
		copy(rest[m[0]:m[1]], strings.Repeat(" ", m[1]-m[0]))
	}
	own := ""
	if filepath.Ext(path) == ".md" {
		own = filepath.Base(path)
	}
	for _, m := range section.FindAllSubmatchIndex(rest, -1) {
		if !foreign.Match(rest[:m[0]]) {
			all = append(all, cite{m[0], own, string(rest[m[2]:m[3]])})
		}
	}
	return all
}

// TestErrorCodes: Go, JavaScript and the protocol's document list the same
// codes. The tab has further ones of its own.
func TestErrorCodes(t *testing.T) {
	engine := regexp.MustCompile(`(?m)^\t\w+ +Code += "(\w+)"`)
	var codes []string
	files := readSources(t, "..")
	for path, text := range files {
		if strings.HasPrefix(filepath.ToSlash(path), "../core/") && !strings.HasSuffix(path, "_test.go") {
			codes = append(codes, firstGroups(engine, text)...)
		}
	}
	slices.Sort(codes)
	if len(codes) < 37 {
		t.Fatalf("found %d codes only: %v", len(codes), codes)
	}
	lists := listsOf{t, files, codes}
	lists.hold("js/src/errors.ts", "errorCodes = [", "\n\n", `"(\w+)",`)
	// A code begins a line of the table, or is one of the list that follows it.
	lists.hold("core/PROTOCOL.md", "\n## 9. ", "\n## ", "(?m)(?:^\\| |: |, )`(\\w+)`")
}

// TestReasons: Go, JavaScript, the protocol's document and the demo list the
// same reasons of quarantine.
func TestReasons(t *testing.T) {
	files := readSources(t, "..")
	reason := regexp.MustCompile(`(?m)^\t\w+ +Reason = "(\w+)"`)
	reasons := firstGroups(reason, files[filepath.FromSlash("../core/quarantine/reason.go")])
	slices.Sort(reasons)
	if len(reasons) < 15 {
		t.Fatalf("found %d reasons only: %v", len(reasons), reasons)
	}
	lists := listsOf{t, files, reasons}
	lists.hold("js/src/errors.ts", "quarantineReasons = [", "]", `"(\w+)",`)
	lists.hold("core/PROTOCOL.md", "\n| reason of quarantine |", "\n\n", "(?m)^\\| `(\\w+)`")
	lists.hold("web/school/quarantine.ts", "const meaning", "\n}", `(?m)^  (\w+): `)
}

// listsOf holds lists in files against what the engine has, sorted.
type listsOf struct {
	t     *testing.T
	files map[string]string
	has   []string
}

// hold compares what the first group of a pattern matches between two texts.
func (l listsOf) hold(where, from, to, pattern string) {
	l.t.Helper()
	_, text, _ := strings.Cut(l.files[filepath.FromSlash("../"+where)], from)
	text, _, _ = strings.Cut(text, to)
	listed := firstGroups(regexp.MustCompile(pattern), text)
	slices.Sort(listed)
	if !slices.Equal(listed, l.has) {
		l.t.Errorf("%s lists\n%q\nthe engine has\n%q", where, listed, l.has)
	}
}

// firstGroups is what the first group of a pattern matches, wherever it does.
func firstGroups(pattern *regexp.Regexp, text string) (all []string) {
	for _, m := range pattern.FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	return all
}

// readSources reads the sources and documents below a folder, by path. The
// changelog speaks of earlier states, and is left out.
func readSources(t *testing.T, root string) map[string]string {
	files := map[string]string{}
	kinds := []string{".go", ".ts", ".mjs", ".sql", ".sh", ".md", ".yml", ".css", ".html"}
	made := []string{".git", "node_modules", "build", "dist"}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && slices.Contains(made, entry.Name()) {
			return fs.SkipDir
		}
		if entry.IsDir() || !slices.Contains(kinds, filepath.Ext(path)) || entry.Name() == "CHANGELOG.md" {
			return nil
		}
		text, err := os.ReadFile(path)
		files[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
