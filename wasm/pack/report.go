package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Kinds of imports, and what follows them.
const (
	importFunction = 0
	importTable    = 1
	importMemory   = 2
	importGlobal   = 3
)

// functionNames is the part of the section "name" that names functions.
const functionNames = 1

// report writes how many bytes of code and how many functions each package has.
func report(out io.Writer, module []byte) error {
	sections, err := parseModule(module)
	if err != nil {
		return err
	}
	imported, names, err := readFunctions(sections)
	if err != nil {
		return err
	}
	var sizes []int
	for _, s := range sections {
		if r := (reader{rest: s.body}); s.id == sectionCode {
			if sizes = codeSizes(&r); r.err != nil {
				return r.err
			}
		}
	}
	for n, size := range sizes {
		if names[imported+n] == "" {
			return fmt.Errorf("function %d of %d bytes has no name", n, size)
		}
	}
	return writeReport(out, byPackage(sizes, names, imported))
}

// readFunctions returns how many functions the module imports, which have the
// first numbers, and the names of all by number.
func readFunctions(sections []section) (imported int, names map[int]string, err error) {
	for _, s := range sections {
		r := reader{rest: s.body}
		switch s.id {
		case sectionImport:
			imported = countImports(&r)
		case sectionCustom:
			if r.name() == "name" {
				names = readNames(&r)
			}
		}
		if r.err != nil {
			return 0, nil, r.err
		}
	}
	if names == nil {
		err = errors.New("the module has no names: link it without -s")
	}
	return imported, names, err
}

func countImports(r *reader) int {
	functions := 0
	for count := r.uint(); count > 0 && r.err == nil; count-- {
		r.name()
		r.name()
		switch kind := r.byte(); kind {
		case importFunction:
			r.uint()
			functions++
		case importTable:
			r.byte()
			skipLimits(r)
		case importMemory:
			skipLimits(r)
		case importGlobal:
			r.take(2)
		default:
			r.fail(fmt.Errorf("there is an import of kind %d", kind))
		}
	}
	return functions
}

func skipLimits(r *reader) {
	hasMaximum := r.byte() == 1
	r.uint()
	if hasMaximum {
		r.uint()
	}
}

func codeSizes(r *reader) []int {
	var sizes []int
	for count := r.uint(); count > 0 && r.err == nil; count-- {
		sizes = append(sizes, len(r.take(r.uint())))
	}
	return sizes
}

func readNames(r *reader) map[int]string {
	names := map[int]string{}
	for len(r.rest) > 0 {
		kind, part := r.byte(), reader{rest: r.take(r.uint())}
		if kind != functionNames {
			continue
		}
		for count := part.uint(); count > 0 && part.err == nil; count-- {
			index := part.uint()
			names[index] = part.name()
		}
		if part.err != nil {
			r.fail(part.err)
		}
	}
	return names
}

// share is what one package has of the code.
type share struct {
	name             string
	bytes, functions int
}

func byPackage(sizes []int, names map[int]string, imported int) []share {
	shares := map[string]share{}
	for n, size := range sizes {
		name := packageOf(names[imported+n])
		s := shares[name]
		shares[name] = share{name, s.bytes + size, s.functions + 1}
	}
	return slices.SortedFunc(maps.Values(shares), func(a, b share) int {
		return cmp.Or(cmp.Compare(b.bytes, a.bytes), cmp.Compare(a.name, b.name))
	})
}

// packageOf returns the package of a function, as the linker names them: with
// _ for /, - and brackets. Its path ends before the first dot that is not that
// of a host. What the compiler makes for types counts as a package "type:".
func packageOf(function string) string {
	if strings.HasPrefix(function, "type:") || strings.HasPrefix(function, "type_") {
		return "type:"
	}
	start := 0
	if host := "github.com_"; strings.HasPrefix(function, host) {
		start = len(host)
	}
	if dot := strings.IndexByte(function[start:], '.'); dot > 0 {
		return function[:start+dot]
	}
	return function
}

func writeReport(out io.Writer, shares []share) error {
	total := share{name: "all"}
	for _, s := range shares {
		total.bytes += s.bytes
		total.functions += s.functions
	}
	for _, s := range append([]share{total}, shares...) {
		if _, err := fmt.Fprintf(out, "%9d bytes %6d functions  %s\n", s.bytes, s.functions, s.name); err != nil {
			return err
		}
	}
	return nil
}
