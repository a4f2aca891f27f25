// Command build makes of SQLite's side module what the product takes:
//
//	go run . BINDINGS SIDE OUT
//
// BINDINGS is the folder of github.com/ncruces/go-sqlite3-wasm/v6, whose API
// the stand-in has. SIDE is what wasm-ld has made. OUT gets
//
//   - forwards_js.go: the methods of Module, and the exports for C's callbacks;
//   - sqlite.wasm: the side module, with two small modules as custom sections
//     that js/src/link.ts puts between Go and SQLite.
package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 4 {
		log.Fatal("usage: go run . BINDINGS SIDE OUT")
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		log.Fatal(err)
	}
}

func run(bindings, side, out string) error {
	api, err := readAPI(bindings)
	if err != nil {
		return err
	}
	module, err := os.ReadFile(side)
	if err != nil {
		return err
	}
	between := append(section("forwards", forwardsModule(api.Functions)), section("callbacks", callbacksModule(api.Callbacks))...)
	// The stamp tells a module of another build before anything is run.
	sum := sha256.Sum256(append(bytes.Clone(module), between...))
	stamp := fmt.Sprintf("%x", sum[:8])
	source, err := forwardsSource(api, stamp)
	if err != nil {
		return err
	}
	module = append(append(module, between...), section("stamp", []byte(stamp))...)
	if err := os.WriteFile(filepath.Join(out, "sqlite.wasm"), module, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "forwards_js.go"), source, 0o644)
}
