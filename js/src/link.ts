/**
 * Links the engine, which is Go's, and SQLite, which is C's and lives in Go's
 * memory. wasm/sqlite/README.md describes the parts:
 *
 *     Go  → forwards  → SQLite     by a table, since SQLite cannot be there first
 *     Go  ← callbacks ← SQLite     which see to it that Go does not return early
 */

/** The parts of Go's runtime, wasm_exec.js, that this touches. */
export interface GoProgram {
  readonly importObject: WebAssembly.Imports;
  /** The program has ended: events no longer resume it. */
  exited?: boolean;
}

/** Whether the engine is one with SQLite in a module of its own. */
export function needsSQLite(wasm: WebAssembly.Module): boolean {
  return WebAssembly.Module.imports(wasm).some(({ module }) => module === "sqlite3");
}

/** Why the program cannot go on; wasm/sqlite/callback_js.go has the numbers. */
const reasons = [
  "a Go function that SQLite called waits for an event, which it must not",
  "a Go function that SQLite called has ended its goroutine",
  "the stack of SQLite has overflowed",
  "two goroutines use one connection at the same time",
];

/**
 * Adds to the program's imports what it takes from SQLite. The result is to be
 * called with the program's instance before it is run. If the program cannot go
 * on, died is called and what is running ends with the same error.
 */
export function linkSQLite(
  go: GoProgram,
  wasm: WebAssembly.Module,
  sqlite: WebAssembly.Module,
  died: (error: Error) => void,
): (instance: WebAssembly.Instance) => void {
  const stamp = `start_${new TextDecoder().decode(section(sqlite, "stamp"))}`;
  if (WebAssembly.Module.imports(wasm).some(({ name }) => name.startsWith("start_") && name !== stamp)) {
    throw new Error("sqlite.wasm and the engine are of different builds");
  }
  const stop = (reason: number): never => {
    const error = new Error(`SQLite: ${reasons[reason]}`);
    go.exited = true;
    died(error);
    throw error;
  };
  const table = new WebAssembly.Table({ initial: 0, element: "anyfunc" });
  const forwards = new WebAssembly.Module(section(sqlite, "forwards"));
  const names = WebAssembly.Module.exports(forwards).map(({ name }) => name);
  table.grow(names.length);
  let program: WebAssembly.Instance;
  go.importObject.sqlite3 = {
    ...functions(new WebAssembly.Instance(forwards, { e: { t: table } })),
    stop,
    static_size: () => wants(sqlite).memory,
    [stamp]: (data: number, stack: number, count: number) => {
      const start = instantiate(sqlite, program.exports, { data, stack, count }, () => stop(0));
      for (const [i, name] of names.entries()) table.set(i, start[name] as () => void);
    },
  };
  return (instance) => (program = instance);
}

/** Addresses in Go's memory. */
interface Places {
  /** Where C's static data begin. */
  data: number;
  /** Where C's stack ends; it grows downwards. */
  stack: number;
  /** Where Go counts the callbacks that are under way. */
  count: number;
}

/** Makes SQLite's instance, for which all that it imports comes from Go's; returns its functions. */
function instantiate(
  sqlite: WebAssembly.Module,
  go: WebAssembly.Exports,
  at: Places,
  waited: () => never,
): WebAssembly.Exports {
  const memory = go["mem"] as WebAssembly.Memory;
  const callbacks = functions(
    new WebAssembly.Instance(new WebAssembly.Module(section(sqlite, "callbacks")), {
      e: { memory, count: constant(at.count), waited },
      go: go as WebAssembly.ModuleImports,
    }),
  );
  const table = new WebAssembly.Table({ initial: wants(sqlite).elements, element: "anyfunc" });
  const env: WebAssembly.ModuleImports = {
    memory,
    __indirect_function_table: table,
    __memory_base: constant(at.data),
    __table_base: constant(0),
    __stack_pointer: new WebAssembly.Global({ value: "i32", mutable: true }, at.stack),
  };
  const pointers: WebAssembly.ModuleImports = {};
  for (const { module, name, kind } of WebAssembly.Module.imports(sqlite)) {
    const implementation = (callbacks[name] ?? go[name]) as () => void;
    if (module === "GOT.func") {
      const index = table.grow(1);
      table.set(index, implementation);
      pointers[name] = new WebAssembly.Global({ value: "i32", mutable: true }, index);
    } else if (kind === "function") env[name] = implementation;
  }
  const { exports } = new WebAssembly.Instance(sqlite, { env, "GOT.func": pointers });
  for (const prepare of ["__wasm_apply_data_relocs", "__wasm_call_ctors"])
    (exports[prepare] as (() => void) | undefined)?.();
  return exports;
}

function functions(instance: WebAssembly.Instance): Record<string, () => void> {
  return instance.exports as Record<string, () => void>;
}

function constant(value: number): WebAssembly.Global {
  return new WebAssembly.Global({ value: "i32" }, value);
}

function section(module: WebAssembly.Module, name: string): ArrayBuffer {
  const [bytes] = WebAssembly.Module.customSections(module, name);
  if (!bytes) throw new Error(`sqlite.wasm has no section ${name}`);
  return bytes;
}

/**
 * How many bytes of memory and elements of the table the module wants, which is
 * in the first subsection of dylink.0.
 * https://github.com/WebAssembly/tool-conventions/blob/main/DynamicLinking.md
 */
function wants(module: WebAssembly.Module): { memory: number; elements: number } {
  const bytes = new Uint8Array(section(module, "dylink.0"));
  let at = 2; // past the subsection's number and length
  const next = (): number => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  };
  const memory = next();
  const alignment = 2 ** next();
  if (alignment > 16) throw new Error(`SQLite's data are aligned to ${alignment} bytes`);
  return { memory, elements: next() };
}
