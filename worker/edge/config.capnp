# The edge relay in workerd on this machine: `./build.sh edge` and the tests.
# On the command line come the address (--socket-addr http=…) and the folders
# of the rooms and of the page (--directory-path rooms=… and files=…).
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "relay", worker = .relay),
    (name = "rooms", disk = (path = "rooms", writable = true)),
    (name = "files", disk = (path = "files")),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "relay")],
);

const relay :Workerd.Worker = (
  compatibilityDate = "2026-04-01",
  modules = [
    (name = "edge.mjs", esModule = embed "edge.mjs"),
    (name = "bodies.mjs", esModule = embed "bodies.mjs"),
    (name = "drain.mjs", esModule = embed "drain.mjs"),
    (name = "gate.mjs", esModule = embed "gate.mjs"),
    (name = "hello.mjs", esModule = embed "hello.mjs"),
    (name = "room.mjs", esModule = embed "room.mjs"),
    (name = "storage.mjs", esModule = embed "storage.mjs"),
    (name = "files.mjs", esModule = embed "files.mjs"),
    (name = "build/worker.mjs", esModule = embed "build/worker.mjs"),
    (name = "build/runtime.mjs", esModule = embed "build/runtime.mjs"),
    (name = "build/wasm_exec.js", esModule = embed "build/wasm_exec.js"),
    (name = "build/app.wasm", wasm = embed "build/app.wasm"),
  ],
  durableObjectNamespaces = [
    (className = "Room", uniqueKey = "amora-room", enableSql = true),
    (className = "Keeper", uniqueKey = "amora-keeper", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "rooms"),
  bindings = [
    (name = "ROOM", durableObjectNamespace = "Room"),
    (name = "KEEPER", durableObjectNamespace = "Keeper"),
    (name = "FILES", service = "files"),
    (name = "FILES_ZIPPED", text = "yes"),
    (name = "AMORA_KEY", fromEnvironment = "AMORA_KEY"),
    (name = "AMORA_ROOMS", fromEnvironment = "AMORA_ROOMS"),
    (name = "AMORA_HOSTS", fromEnvironment = "AMORA_HOSTS"),
    (name = "AMORA_MAX_SOCKETS", fromEnvironment = "AMORA_MAX_SOCKETS"),
    (name = "AMORA_MAX_BYTES", fromEnvironment = "AMORA_MAX_BYTES"),
    (name = "AMORA_MAX_RATE", fromEnvironment = "AMORA_MAX_RATE"),
    (name = "AMORA_MAX_HANDSHAKES", fromEnvironment = "AMORA_MAX_HANDSHAKES"),
    (name = "AMORA_MAX_COUNTERS", fromEnvironment = "AMORA_MAX_COUNTERS"),
    (name = "AMORA_MAX_MEMBER_COUNTERS", fromEnvironment = "AMORA_MAX_MEMBER_COUNTERS"),
    (name = "AMORA_IDLE", fromEnvironment = "AMORA_IDLE"),
    (name = "AMORA_ADMIN", fromEnvironment = "AMORA_ADMIN"),
    (name = "AMORA_ISSUER", fromEnvironment = "AMORA_ISSUER"),
    (name = "AMORA_SCHEMA", fromEnvironment = "AMORA_SCHEMA"),
    (name = "AMORA_PASSWORDS", fromEnvironment = "AMORA_PASSWORDS"),
  ],
);
