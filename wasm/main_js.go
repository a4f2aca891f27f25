// Command wasm is the engine of a browser tab. It runs in a worker, under
// js/src/worker.ts, which gives it globalThis.amoraHost to talk to.
package main

import "syscall/js"

// version is set by the build to the same text as the scripts' AMORA_VERSION.
var version = "dev"

func main() {
	host := js.Global().Get("amoraHost")
	b := newBridge(host)
	host.Call("ready", version, js.FuncOf(b.call), js.FuncOf(b.cancel))
	select {} // until the worker is ended
}
