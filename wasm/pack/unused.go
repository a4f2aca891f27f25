package main

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// trap is the body of a function that ends the program: no locals, unreachable,
// end.
var trap = []byte{0, 0, 0x0b}

// dropPackages takes the code of packages out that a program links and never
// calls: their functions become traps. What initializes a package stays, since
// Go runs it at the start. The module's names, which the program does not need,
// go as well.
func dropPackages(sections []section, unused []string) ([]section, error) {
	imported, names, err := readFunctions(sections)
	if err != nil {
		return nil, err
	}
	drops := func(n int) bool {
		name := names[imported+n]
		return slices.Contains(unused, packageOf(name)) && !strings.Contains(name, ".init")
	}
	var kept []section
	for _, s := range sections {
		switch s.id {
		case sectionCustom:
			continue
		case sectionCode:
			if s.body, err = dropCode(s.body, drops); err != nil {
				return nil, err
			}
		}
		kept = append(kept, s)
	}
	return kept, nil
}

// dropCode makes traps of the functions that drops names by their number in the
// section.
func dropCode(code []byte, drops func(n int) bool) ([]byte, error) {
	r := reader{rest: code}
	count := r.uint()
	out := binary.AppendUvarint(nil, uint64(count))
	for n := range count {
		body := r.take(r.uint())
		if drops(n) {
			body = trap
		}
		out = append(binary.AppendUvarint(out, uint64(len(body))), body...)
	}
	if r.err == nil && len(r.rest) > 0 {
		r.err = fmt.Errorf("%d bytes follow the functions", len(r.rest))
	}
	return out, r.err
}
