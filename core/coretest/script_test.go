package coretest_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var rewrite = flag.Bool("rewrite", false, "write what the scripts of testdata print into them")

// TestScripts runs the scripts in testdata, whose language testdata/README.md
// explains.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { runScript(t, file) })
	}
}

func runScript(t *testing.T, file string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := newScript(t)
	blocks := parseScript(string(text))
	for i, b := range blocks {
		var out strings.Builder
		for _, command := range b.commands {
			out.WriteString(s.run(command))
		}
		if got := out.String(); got != b.want && !*rewrite {
			t.Errorf("%s:%d: printed\n%swant\n%s", file, b.line, got, b.want)
		}
		blocks[i].want = out.String()
	}
	if *rewrite {
		if err := os.WriteFile(file, []byte(formatScript(blocks)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// scriptBlock is a part of a script that ends at a blank line.
type scriptBlock struct {
	line     int      // of the first command
	text     string   // comments and commands, as they stand
	commands []string // without the comments
	want     string   // what they print
}

func parseScript(text string) (blocks []scriptBlock) {
	var b scriptBlock
	printed := false
	end := func() {
		if b.text != "" {
			blocks = append(blocks, b)
		}
		b, printed = scriptBlock{}, false
	}
	for i, line := range strings.Split(text, "\n") {
		switch {
		case line == "":
			end()
		case printed:
			b.want += line + "\n"
		case line == "----":
			printed = true
		default:
			b.text += line + "\n"
			if strings.HasPrefix(line, "#") {
				continue
			}
			if b.line == 0 {
				b.line = i + 1
			}
			b.commands = append(b.commands, line)
		}
	}
	end()
	return blocks
}

func formatScript(blocks []scriptBlock) string {
	texts := make([]string, len(blocks))
	for i, b := range blocks {
		texts[i] = b.text
		if b.want != "" {
			texts[i] += "----\n" + b.want
		}
	}
	return strings.Join(texts, "\n")
}
