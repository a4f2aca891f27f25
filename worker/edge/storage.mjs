// What storage_js.go calls: a Durable Object's SQLite, one statement and one
// crossing of the boundary a call.

const decoder = new TextDecoder();
const rolledBack = new Error("rolled back");

const first = (rows) => (rows.length ? rows[0][0] : null);

export function storageFunctions(storage) {
  const { sql } = storage;
  const usage = { read: 0, written: 0 }; // rows, as they are billed
  const run = (text, args) => {
    const cursor = sql.exec(text, ...args);
    const rows = cursor.raw().toArray();
    usage.read += cursor.rowsRead;
    usage.written += cursor.rowsWritten;
    return rows;
  };
  return {
    usage: (kind) => usage[kind],
    // transaction commits if run() returns true.
    transaction(run) {
      try {
        storage.transactionSync(() => {
          if (!run()) throw rolledBack;
        });
      } catch (e) {
        if (e !== rolledBack) throw e;
      }
    },
    exec(text, ...args) {
      run(text, args);
      return 0;
    },
    // change returns the number of rows that the statement changed itself.
    change(text, ...args) {
      run(text, args);
      return first(run("SELECT changes()", []));
    },
    rows: (text, ...args) => run(text, args),
    // text returns the first cell.
    text(text, ...args) {
      const value = first(run(text, args));
      if (value === null) return "";
      return value instanceof ArrayBuffer ? decoder.decode(value) : String(value);
    },
  };
}
