package main

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// A function crosses the border between Go and C.
type function struct {
	Name    string // in C
	Params  []string
	Results []string // none or one
}

// An api is what go-sqlite3 and the translated module know of each other.
type api struct {
	Functions []function // that Go calls, methods of Module
	Callbacks []function // that C calls, methods of Xenv
	Env       string     // the source of Xenv, the interface of the callbacks
}

// start and growHeap are of this engine alone: build/c/main.c.
var (
	start    = function{Name: "sqlite3_start"}
	growHeap = function{Name: "go_heap_grow", Params: []string{"int32"}, Results: []string{"int32"}}
)

// readAPI reads the translated module. Of its methods it takes those that
// build/exports.txt names: the others are the module's own.
func readAPI(bindings string) (*api, error) {
	list, err := os.ReadFile(filepath.Join(bindings, "build", "exports.txt"))
	if err != nil {
		return nil, err
	}
	exported := map[string]bool{}
	for _, name := range strings.Fields(string(list)) {
		exported[name] = name != "__stack_pointer" && !strings.HasPrefix(name, "main_")
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, filepath.Join(bindings, "sqlite3.go"), nil, 0)
	if err != nil {
		return nil, err
	}
	a := &api{Functions: []function{start}, Callbacks: []function{growHeap}}
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if name, ok := strings.CutPrefix(d.Name.Name, "X"); ok && d.Recv != nil && exported[name] {
				a.Functions = append(a.Functions, newFunction(name, d.Type))
				delete(exported, name)
			}
		case *ast.GenDecl:
			if err := a.readEnv(files, d); err != nil {
				return nil, err
			}
		}
	}
	for name, missing := range exported {
		if missing {
			return nil, fmt.Errorf("%s is exported, and no method of Module", name)
		}
	}
	return a, nil
}

// readEnv takes the callbacks from the declaration of Xenv. Its other methods
// are the files of SQLite's test programs, which are left out.
func (a *api) readEnv(files *token.FileSet, d *ast.GenDecl) error {
	for _, spec := range d.Specs {
		t, ok := spec.(*ast.TypeSpec)
		if !ok || t.Name.Name != "Xenv" {
			continue
		}
		var source strings.Builder
		if err := format.Node(&source, files, d); err != nil {
			return err
		}
		a.Env = source.String()
		for _, method := range t.Type.(*ast.InterfaceType).Methods.List {
			name := strings.TrimPrefix(method.Names[0].Name, "X")
			if strings.HasPrefix(name, "go_") {
				a.Callbacks = append(a.Callbacks, newFunction(name, method.Type.(*ast.FuncType)))
			}
		}
	}
	return nil
}

func newFunction(name string, t *ast.FuncType) function {
	return function{Name: name, Params: types(t.Params), Results: types(t.Results)}
}

// types lists a type for each name, or for each field without one.
func types(fields *ast.FieldList) (list []string) {
	if fields == nil {
		return nil
	}
	for _, field := range fields.List {
		for range max(1, len(field.Names)) {
			list = append(list, field.Type.(*ast.Ident).Name)
		}
	}
	return list
}
