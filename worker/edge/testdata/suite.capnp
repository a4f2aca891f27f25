# The conformance suite of sqldb.DB, in workerd.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "suite", worker = .suite),
    (name = "rooms", disk = (path = "rooms", writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "suite")],
);

const suite :Workerd.Worker = (
  compatibilityDate = "2026-04-01",
  modules = [
    (name = "suite.mjs", esModule = embed "suite.mjs"),
    (name = "storage.mjs", esModule = embed "../storage.mjs"),
    (name = "build/wasm_exec.js", esModule = embed "../build/wasm_exec.js"),
    (name = "build/storage.test.wasm", wasm = embed "../build/storage.test.wasm"),
  ],
  durableObjectNamespaces = [(className = "Suite", uniqueKey = "suite", enableSql = true)],
  durableObjectStorage = (localDisk = "rooms"),
  bindings = [(name = "SUITE", durableObjectNamespace = "Suite")],
);
