// What storage_js.go calls: a Durable Object's SQLite, one statement and one
// crossing of the boundary a call.

const decoder = new TextDecoder();
const rolledBack = new Error("rolled back");

const first = (rows) => (rows.length ? rows[0][0] : null);

export function storageFunctions(storage) {
  const { sql } = storage;
  return {
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
      sql.exec(text, ...args).toArray();
      return 0;
    },
    // change returns the number of rows that the statement changed itself.
    change(text, ...args) {
      sql.exec(text, ...args).toArray();
      return first(sql.exec("SELECT changes()").raw().toArray());
    },
    rows: (text, ...args) => sql.exec(text, ...args).raw().toArray(),
    // text returns the first cell.
    text(text, ...args) {
      const value = first(sql.exec(text, ...args).raw().toArray());
      if (value === null) return "";
      return value instanceof ArrayBuffer ? decoder.decode(value) : String(value);
    },
  };
}
