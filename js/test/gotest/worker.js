/**
 * Runs the test binary. Started by a message {args, env, module?}; sends
 * {fd, text} for what the test writes and {status} when it has ended. The
 * compiled module is kept for tests that start workers of their own.
 */
importScripts("/wasm_exec.js");

onmessage = async ({ data: { args, env, module } }) => {
  onmessage = null;
  globalThis.goTestModule = module ?? (await WebAssembly.compileStreaming(fetch("/test.wasm")));
  globalThis.fs.writeSync = write;
  globalThis.fs.write = (fd, buf, offset, length, _position, callback) => {
    callback(null, write(fd, buf.subarray(offset, offset + length)));
  };
  const go = new Go();
  go.argv = args;
  go.env = env;
  let exited = false;
  go.exit = (status) => {
    exited = true;
    postMessage({ status });
  };
  // Timers that Go has left behind find no program any more.
  addEventListener("error", (event) => exited && event.preventDefault());
  try {
    const link = await linker(go);
    const instance = await WebAssembly.instantiate(globalThis.goTestModule, go.importObject);
    link(instance);
    await go.run(instance);
  } catch (error) {
    postMessage({ fd: 2, text: `${error.stack ?? error}\n` });
  }
  if (!exited) postMessage({ status: 2 });
};

/** Adds SQLite to the program, if it wants that; the result is to be called with the program's instance. */
async function linker(go) {
  const { linkSQLite, needsSQLite } = await import("/link.js");
  if (!needsSQLite(globalThis.goTestModule)) return () => {};
  const sqlite = await WebAssembly.compileStreaming(fetch("/sqlite.wasm"));
  return linkSQLite(go, globalThis.goTestModule, sqlite, ({ message }) => {
    postMessage({ fd: 2, text: `fatal error: ${message}\n` });
    postMessage({ status: 2 });
  });
}

// Characters may be cut in two by the writes of a stream.
const decoders = [];

function write(fd, buf) {
  const decoder = (decoders[fd] ??= new TextDecoder());
  postMessage({ fd, text: decoder.decode(buf, { stream: true }) });
  return buf.length;
}
