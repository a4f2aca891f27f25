package core_test

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestCommentsNameWhatExists: a name in brackets in a comment, as [Open] or
// [Instance.Put], is one of the package; with a package of core before it, in
// brackets or not, one of that package.
func TestCommentsNameWhatExists(t *testing.T) {
	var (
		linked    = regexp.MustCompile(`\[\*?([A-Z][A-Za-z]+(?:\.[A-Z]\w+)?)\]`)
		qualified = regexp.MustCompile(`(?:^|[^\w./])([a-z]+)\.([A-Z]\w+(?:\.[A-Z]\w+)?)`)
	)
	set := gotoken.NewFileSet()
	files, names := parseAll(t, set)
	found := 0
	for path, file := range files {
		known := names[filepath.Dir(path)]
		for _, group := range file.Comments {
			miss := func(name string) { t.Errorf("%s: there is no %s", set.Position(group.Pos()), name) }
			for _, m := range linked.FindAllStringSubmatch(group.Text(), -1) {
				found++
				if !known[m[1]] {
					miss(m[1])
				}
			}
			for _, m := range qualified.FindAllStringSubmatch(group.Text(), -1) {
				if other, ours := names[packageFolder(m[1])]; ours && !other[m[2]] {
					miss(m[1] + "." + m[2])
				}
			}
		}
	}
	if found < 50 {
		t.Errorf("found %d names only", found)
	}
}

// packageFolder is where a package of core lies, by its name.
func packageFolder(name string) string {
	if name == "core" {
		return filepath.Join("..", "core")
	}
	return filepath.Join("..", "core", name)
}

// parseAll parses the module's Go files, and finds by folder the names that
// comments can link to: those declared, and methods and fields after their
// type's.
func parseAll(t *testing.T, set *gotoken.FileSet) (files map[string]*ast.File, names map[string]map[string]bool) {
	t.Helper()
	files, names = map[string]*ast.File{}, map[string]map[string]bool{}
	for path, text := range readSources(t, "..") {
		if filepath.Ext(path) != ".go" {
			continue
		}
		file, err := parser.ParseFile(set, path, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files[path] = file
		known := names[filepath.Dir(path)]
		if known == nil {
			known = map[string]bool{}
			names[filepath.Dir(path)] = known
		}
		for _, d := range file.Decls {
			for _, name := range declared(d) {
				known[name] = true
			}
		}
	}
	return files, names
}

// declared is the names that a declaration gives, of types with their members'.
func declared(d ast.Decl) (names []string) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		return []string{strings.TrimPrefix(receiver(d)+"."+d.Name.Name, ".")}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.ValueSpec:
				for _, name := range s.Names {
					names = append(names, name.Name)
				}
			case *ast.TypeSpec:
				names = append(names, s.Name.Name)
				for _, member := range members(s.Type) {
					names = append(names, s.Name.Name+"."+member)
				}
			}
		}
	}
	return names
}

// members is the names of a struct's fields, or of an interface's methods.
func members(typ ast.Expr) (names []string) {
	var list *ast.FieldList
	switch typ := typ.(type) {
	case *ast.StructType:
		list = typ.Fields
	case *ast.InterfaceType:
		list = typ.Methods
	default:
		return nil
	}
	for _, field := range list.List {
		for _, name := range field.Names {
			names = append(names, name.Name)
		}
	}
	return names
}
