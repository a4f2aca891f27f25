package core_test

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// sources parses the files of the packages below core, and of core itself, tests
// and doubles for tests aside.
func sources(t *testing.T, set *gotoken.FileSet) (files []*ast.File) {
	t.Helper()
	var names []string
	for _, pattern := range []string{"*.go", "*/*.go", "*/*/*.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	if len(names) < 100 {
		t.Fatalf("found %d sources only", len(names))
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "coretest") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// TestDocumented: every exported name has a comment, fields and interface
// methods included.
func TestDocumented(t *testing.T) {
	set := gotoken.NewFileSet()
	undocumented := func(node ast.Node, name string) { t.Errorf("%s: %s has no comment", set.Position(node.Pos()), name) }
	for _, file := range sources(t, set) {
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && (d.Recv == nil || ast.IsExported(receiver(d))) && d.Doc == nil {
					undocumented(d, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					for _, name := range undocumentedNames(d, spec) {
						undocumented(spec, name)
					}
				}
			}
		}
	}
}

// undocumentedNames are the exported names of a declaration that no comment
// stands by.
func undocumentedNames(d *ast.GenDecl, spec ast.Spec) (names []string) {
	note := func(list []*ast.Ident, prefix string, comments ...*ast.CommentGroup) {
		for _, name := range list {
			if name.IsExported() && !slices.ContainsFunc(comments, func(c *ast.CommentGroup) bool { return c != nil }) {
				names = append(names, prefix+name.Name)
			}
		}
	}
	switch s := spec.(type) {
	case *ast.ValueSpec:
		note(s.Names, "", d.Doc, s.Doc, s.Comment)
	case *ast.TypeSpec:
		note([]*ast.Ident{s.Name}, "", d.Doc, s.Doc)
		var fields *ast.FieldList
		switch typ := s.Type.(type) {
		case *ast.StructType:
			fields = typ.Fields
		case *ast.InterfaceType:
			fields = typ.Methods
		}
		if fields != nil && s.Name.IsExported() {
			for _, f := range fields.List {
				note(f.Names, s.Name.Name+".", f.Doc, f.Comment)
			}
		}
	}
	return names
}
