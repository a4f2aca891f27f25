// Command pack makes the engine of the tab smaller to download, and says what
// is in it:
//
//	go run ./wasm/pack FROM TO [PACKAGE…]  packs a module
//	go run ./wasm/pack report FROM         lists the code by package, largest first
//
// Packing changes nothing that the program does. It writes the data as few
// segments instead of 100,000, and takes out the lines of the source, except
// this project's own; of the packages named, as a report names them, it takes
// out the code, because the program never calls it. Both that and a report need
// a module that was linked with its names, that is without -s.
package main

import (
	"bufio"
	"errors"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("usage: go run ./wasm/pack FROM TO [PACKAGE…] | report FROM")
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		log.Fatal("pack: ", err)
	}
}

func run(first, second string, unused []string) error {
	if first == "report" {
		module, err := os.ReadFile(second)
		if err != nil {
			return err
		}
		out := bufio.NewWriter(os.Stdout)
		return errors.Join(report(out, module), out.Flush())
	}
	module, err := os.ReadFile(first)
	if err != nil {
		return err
	}
	packed, err := pack(module, unused...)
	if err != nil {
		return err
	}
	return os.WriteFile(second, packed, 0o755)
}

// pack returns a smaller module that does the same, if it calls nothing of the
// packages that are unused.
func pack(module []byte, unused ...string) ([]byte, error) {
	sections, err := parseModule(module)
	if err == nil && len(unused) > 0 {
		sections, err = dropPackages(sections, unused)
	}
	if err != nil {
		return nil, err
	}
	for i, s := range sections {
		switch s.id {
		case sectionCount:
			return nil, errors.New("the module counts its data segments, which would be wrong then")
		case sectionData:
			if sections[i].body, err = packData(s.body); err != nil {
				return nil, err
			}
		}
	}
	return encodeModule(sections), nil
}

func packData(body []byte) ([]byte, error) {
	m, err := parseData(body)
	if err != nil {
		return nil, err
	}
	table, err := findPclntab(m)
	if err != nil {
		return nil, err
	}
	if err := table.dropLines(ownLines); err != nil {
		return nil, err
	}
	return encodeData(m), nil
}
