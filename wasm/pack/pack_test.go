//go:build !js

package main

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestData: memory is the same after the segments of any data were merged.
func TestData(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		want := memory{low: 1 + random.IntN(1<<20)}
		for range 1 + random.IntN(8) {
			want.bytes = append(want.bytes, 1)
			for range random.IntN(100) {
				want.bytes = append(want.bytes, byte(random.IntN(3)))
			}
			want.bytes = append(want.bytes, make([]byte, random.IntN(2*gap))...)
		}
		got, err := parseData(encodeData(want))
		if err != nil {
			t.Fatal(err)
		}
		if end := bytes.TrimRight(want.bytes, "\x00"); got.low != want.low || !bytes.Equal(got.bytes, end) {
			t.Fatalf("%d bytes at %d became %d at %d", len(end), want.low, len(got.bytes), got.low)
		}
	}
}

// TestDataOrder: segments may come in any order, and not overlap.
func TestDataOrder(t *testing.T) {
	data := func(addresses ...int32) []byte {
		body := binary.AppendUvarint(nil, uint64(len(addresses)))
		for _, address := range addresses {
			body = append(appendInt32(append(body, 0, opI32Const), address), opEnd, 2, 'a', 'b')
		}
		return body
	}
	m, err := parseData(data(100, 90))
	if err != nil || m.low != 90 || string(m.bytes) != "ab\x00\x00\x00\x00\x00\x00\x00\x00ab" {
		t.Errorf("%q at %d, %v", m.bytes, m.low, err)
	}
	for _, bad := range [][]byte{data(100, 101), data(1 << 30), data(1)[:5], {1, 1}} {
		if _, err := parseData(bad); err == nil {
			t.Errorf("%v is taken as data", bad)
		}
	}
}

func TestInt32(t *testing.T) {
	for _, want := range []int32{0, 1, 63, 64, -1, -64, -65, 1 << 20, 1<<31 - 1, -1 << 31} {
		r := reader{rest: appendInt32(nil, want)}
		if got := r.int32(); got != want || r.err != nil || len(r.rest) > 0 {
			t.Errorf("%d became %d, %v", want, got, r.err)
		}
	}
}

func TestNoModule(t *testing.T) {
	for _, bad := range []string{"", "\x7fELF", string(header) + "\x0b\x05", string(header) + "\x0b\x01\x00", string(header) + "\x0c\x01\x00"} {
		if _, err := pack([]byte(bad)); err == nil {
			t.Errorf("%q is packed", bad)
		}
	}
}

// program panics in a function of its own that the library calls.
const program = `package main

import "slices"

func main() {
	slices.SortFunc([]int{2, 1}, func(a, b int) int { panic("here") })
}
`

// build links program for js, with its names.
func build(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"main.go": program, "go.mod": "module program\n\ngo 1.26\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command("go", "build", "-gcflags=all=-l", "-o", "program.wasm", ".")
	command.Dir = dir
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=", "GOWORK=off")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	module, err := os.ReadFile(filepath.Join(dir, "program.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	return module
}

// TestProgram: a program that was packed says where it panicked, with the lines
// of its own functions; it is smaller, and packing it again changes nothing.
func TestProgram(t *testing.T) {
	module := build(t)
	packed, err := pack(module)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := pack(packed); err != nil || !bytes.Equal(again, packed) {
		t.Errorf("packed again it has %d bytes instead of %d, %v", len(again), len(packed), err)
	}
	trace := runs(t, packed)
	for _, want := range []string{"panic: here", "main.main.func1", "main.go:6", "slices.insertionSortCmpFunc", "?:0"} {
		if !strings.Contains(trace, want) {
			t.Errorf("the trace lacks %q:\n%s", want, trace)
		}
	}
	if strings.Contains(trace, "zsortanyfunc.go") {
		t.Errorf("the trace has lines of Go's own packages:\n%s", trace)
	}
}

// TestUnusedPackages: a program is smaller without the code of a package, runs as
// before up to where it calls it, and ends there.
func TestUnusedPackages(t *testing.T) {
	module := build(t)
	whole, err := pack(module, "no_such_package")
	if err != nil {
		t.Fatal(err)
	}
	part, err := pack(module, "slices")
	if err != nil {
		t.Fatal(err)
	}
	if len(part) >= len(whole) {
		t.Errorf("%d bytes, %d with package slices", len(part), len(whole))
	}
	if trace := runs(t, whole); !strings.Contains(trace, "panic: here") {
		t.Errorf("the whole program says %s", trace)
	}
	if trace := runs(t, part); strings.Contains(trace, "panic: here") || !strings.Contains(trace, "unreachable") {
		t.Errorf("without package slices it says %s", trace)
	}
	if _, err := pack(whole, "slices"); err == nil {
		t.Error("a module without names is packed without a package")
	}
}

// runs returns what a program writes that fails.
func runs(t *testing.T, module []byte) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no Node.js to run WebAssembly")
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "packed.wasm")
	if err := os.WriteFile(file, module, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(node, filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec_node.js"), file).CombinedOutput()
	if err == nil {
		t.Fatalf("the program does not fail: %s", out)
	}
	return string(out)
}

func TestReport(t *testing.T) {
	var out bytes.Buffer
	if err := report(&out, build(t)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"  all\n", "  runtime\n", "  main\n", "  type:\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the report lacks %q:\n%s", want, out.String())
		}
	}
	if err := report(&out, append(bytes.Clone(header), 0, 2, 1, 'x')); err == nil {
		t.Error("there is a report without names")
	}
}
