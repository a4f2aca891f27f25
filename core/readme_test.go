package core_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestReadmeShowsExamples: README.md shows two examples as they run here.
func TestReadmeShowsExamples(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var shown []string
	for _, m := range regexp.MustCompile("(?ms)^```go\n(.*?)^```$").FindAllStringSubmatch(string(readme), -1) {
		shown = append(shown, m[1])
	}
	want := []string{exampleBody(t, string(source), "ExampleOpen"), exampleBody(t, string(source), "ExampleInstance_Sync")}
	if !slices.Equal(shown, want) {
		t.Errorf("README.md shows\n%s\nthe examples are\n%s", strings.Join(shown, "---\n"), strings.Join(want, "---\n"))
	}
}

// exampleBody is what an example does, without its output.
func exampleBody(t *testing.T, source, name string) string {
	t.Helper()
	_, body, found := strings.Cut(source, "\nfunc "+name+"() {\n")
	body, _, ends := strings.Cut(body, "\t// Output:\n")
	if !found || !ends {
		t.Fatalf("there is no %s with an output", name)
	}
	return regexp.MustCompile(`(?m)^\t`).ReplaceAllString(body, "")
}
