// Go's lib/wasm/wasm_exec.js, which the build script binds in.
declare module "wasm_exec" {}
