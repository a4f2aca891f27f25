package core_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
)

const module = "github.com/amora-sync/amora/"

// listed is what `go list` says of a package.
type listed struct {
	ImportPath    string
	Imports, Deps []string
}

// listPackages lists core's packages as they are built for a platform.
func listPackages(t *testing.T, platform ...string) (all []listed) {
	t.Helper()
	goTool(t)
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,Deps", "./...")
	cmd.Env = append(os.Environ(), platform...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// goTool skips where no programs can be run, as in a browser.
func goTool(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command here")
	}
}

// nameOf is a package's name in ARCHITECTURE.md: the path below core.
func nameOf(path string) string {
	path = strings.TrimPrefix(path, module)
	return strings.TrimPrefix(path, "core/")
}

// readTable reads the table of packages in ARCHITECTURE.md: what each may
// import of core.
func readTable(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	_, packages, _ := strings.Cut(string(text), "\n## 1. Packages\n")
	packages, _, _ = strings.Cut(packages, "\n## ")
	table := map[string][]string{}
	row := regexp.MustCompile("(?m)^\\| `([a-z/]+)` \\| [^|]+ \\| ([a-z/, ]*)\\|$")
	for _, m := range row.FindAllStringSubmatch(packages, -1) {
		table[m[1]] = strings.FieldsFunc(m[2], func(r rune) bool { return r == ',' || r == ' ' })
	}
	return table
}

// TestImports: each package of core imports what its row in ARCHITECTURE.md
// allows, natively and in the tab, and every row is a package.
func TestImports(t *testing.T) {
	table := readTable(t)
	for _, platform := range [][]string{{"GOOS=linux", "GOARCH=amd64"}, {"GOOS=js", "GOARCH=wasm"}} {
		packages := listPackages(t, platform...)
		if len(packages) != len(table) {
			t.Errorf("%d packages, the table has %d rows (%s)", len(packages), len(table), platform[0])
		}
		for _, p := range packages {
			for _, fault := range importFaults(p, table) {
				t.Errorf("%s (%s)", fault, platform[0])
			}
		}
	}
}

// importFaults is what a package imports and may not.
func importFaults(p listed, table map[string][]string) (faults []string) {
	name := nameOf(p.ImportPath)
	allowed, known := table[name]
	if !known {
		return []string{"ARCHITECTURE.md has no row for " + name}
	}
	for _, path := range p.Imports {
		if !mayImport(name, path, allowed) {
			faults = append(faults, name+" imports "+path)
		}
	}
	for _, path := range p.Deps {
		outside := strings.HasPrefix(path, module) && path != module+"core" && !strings.HasPrefix(path, module+"core/")
		if outside || path == "net/http" && name != "morangohttp" {
			faults = append(faults, name+" comes to "+path)
		}
	}
	return faults
}

func mayImport(name, path string, allowed []string) bool {
	switch {
	case strings.HasPrefix(path, module):
		return slices.Contains(allowed, nameOf(path))
	case strings.Contains(path, "."): // a module of others
		return strings.HasPrefix(name, "sqlitedb")
	default:
		return path != "syscall/js"
	}
}

// TestTabLeavesOut: nothing comes into the tab's engine that only relays,
// programs or tests need: a tab downloads the engine before it can do anything.
func TestTabLeavesOut(t *testing.T) {
	goTool(t)
	cmd := exec.Command("go", "list", "-deps", "../wasm")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	tab := strings.Fields(string(out))
	for _, name := range []string{"core", "core/client", "core/sqlitedb"} {
		if !slices.Contains(tab, module+name) {
			t.Errorf("%s is not in the tab's engine", name)
		}
	}
	for _, path := range []string{
		module + "core/server", module + "core/account", module + "core/kolibri", module + "core/morango",
		module + "core/morangohttp", module + "core/morangoclient", module + "core/coretest", "net", "net/http", "crypto/tls", "crypto/x509",
	} {
		if slices.Contains(tab, path) {
			t.Errorf("%s is in the tab's engine", path)
		}
	}
}

// TestImportFaults: the rule above finds what it is for.
func TestImportFaults(t *testing.T) {
	table := map[string][]string{"client": {"wire"}, "sqlitedb": {}}
	for path, want := range map[string]string{
		module + "core/wire":       "",
		module + "core/server":     "client imports " + module + "core/server",
		module + "core":            "client imports " + module + "core",
		module + "worker/relay":    "client imports " + module + "worker/relay",
		"syscall/js":               "client imports syscall/js",
		"example.org/some/library": "client imports example.org/some/library",
		"context":                  "",
	} {
		p := listed{ImportPath: module + "core/client", Imports: []string{path}}
		if got := strings.Join(importFaults(p, table), "; "); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	far := listed{ImportPath: module + "core/client", Deps: []string{"net/http", module + "wasm/jsx", module + "core/fault"}}
	if got := importFaults(far, table); len(got) != 2 {
		t.Errorf("of what is imported by others: %q", got)
	}
	web := listed{ImportPath: module + "core/morangohttp", Deps: []string{"net/http"}}
	if got := importFaults(web, map[string][]string{"morangohttp": {}}); len(got) != 0 {
		t.Errorf("of the one package that serves HTTP: %q", got)
	}
	if got := importFaults(listed{ImportPath: module + "core/util"}, table); len(got) != 1 {
		t.Errorf("of a package without a row: %q", got)
	}
}

// TestArchitectureNamesFiles: the files that ARCHITECTURE.md names exist.
func TestArchitectureNamesFiles(t *testing.T) {
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`([a-z]+/[a-z_]+\\.go)`").FindAllStringSubmatch(string(text), -1)
	if len(named) < 20 {
		t.Errorf("found %d files only", len(named))
	}
	for _, m := range named {
		file := strings.TrimPrefix(m[1], "core/")
		_, here := os.Stat(file)
		_, above := os.Stat(filepath.Join("..", file))
		if here != nil && above != nil {
			t.Errorf("there is no %s", m[1])
		}
	}
}

// TestPackagesAreSmall: no package has two subjects. Lines of tests and of
// generated code are not counted.
func TestPackagesAreSmall(t *testing.T) {
	const maxLines, maxFaceLines, maxFaceFiles = 3000, 1500, 15
	lines, files := countLines(t)
	for folder, n := range lines {
		if n > maxLines {
			t.Errorf("core/%s has %d lines, at most %d", folder, n, maxLines)
		}
	}
	if n := lines["."]; n == 0 || n > maxFaceLines || files["."] > maxFaceFiles {
		t.Errorf("core itself has %d lines in %d files, at most %d in %d", n, files["."], maxFaceLines, maxFaceFiles)
	}
}

func countLines(t *testing.T) (lines, files map[string]int) {
	t.Helper()
	lines, files = map[string]int{}, map[string]int{}
	generated := regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err == nil && !generated.Match(text) {
			lines[filepath.Dir(path)] += bytes.Count(text, []byte("\n"))
			files[filepath.Dir(path)]++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines, files
}

// TestInstanceIsSmall counts the methods of the face: those declared, exported
// or not, and those promoted by embedding.
func TestInstanceIsSmall(t *testing.T) {
	const maxMethods = 30
	methods := map[string]bool{}
	for _, file := range sources(t, gotoken.NewFileSet()) {
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && receiver(f) == "Instance" {
				methods[f.Name.Name] = true
			}
		}
	}
	for typ, i := reflect.TypeFor[*core.Instance](), 0; i < typ.NumMethod(); i++ {
		methods[typ.Method(i).Name] = true
	}
	if n := len(methods); n < 10 || n > maxMethods {
		t.Errorf("core.Instance has %d methods, at most %d", n, maxMethods)
	}
}

// receiver is the name of the type that a method belongs to, "" for a function.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	typ := f.Recv.List[0].Type
	if pointer, ok := typ.(*ast.StarExpr); ok {
		typ = pointer.X
	}
	if name, ok := typ.(*ast.Ident); ok {
		return name.Name
	}
	return ""
}

// TestPackageComments: each package says what it is, in one place. A package
// that is all tests says it in one of these.
func TestPackageComments(t *testing.T) {
	for name := range readTable(t) {
		folder := name
		if name == "core" {
			folder = "."
		}
		paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		var comments []string
		for _, path := range paths {
			file, err := parser.ParseFile(gotoken.NewFileSet(), path, nil, parser.PackageClauseOnly|parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(file.Doc.Text(), "Package ") {
				comments = append(comments, file.Doc.Text())
			}
		}
		if want := "Package " + filepath.Base(folder); len(comments) != 1 ||
			folder != "." && !strings.HasPrefix(comments[0], want+" ") {
			t.Errorf("%s has %d package comments, want one: %q", name, len(comments), want+" …")
		}
	}
}
