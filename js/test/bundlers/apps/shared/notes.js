/** The app of these tests: notes that two people share. Its page says by its title whether the database is open. */
export const schema = {
  profile: "notes",
  scopes: [
    { id: "all", version: 1, primary_scope_param_key: "dataset_id", read_write_filter_template: "${dataset_id}" },
  ],
  models: [
    {
      name: "note",
      table: "note",
      partition: "${dataset_id}",
      source: null,
      columns: { dataset_id: "uuid", text: "text" },
    },
  ],
};

/** Opens the database by the package's open, and leaves it and what people do with it to the tests. */
export async function start(open, options = {}) {
  try {
    const db = await open("notes", { schema, ...options });
    const write = async (text, relay) => {
      await db.put("note", { dataset_id: (await db.status()).room, text });
      await db.sync(relay).done;
    };
    Object.assign(globalThis, {
      db,
      write,
      begin: async (relay) => {
        await db.createRoot("all");
        await write("by ana", relay);
        return db.invite({ scope: "all", relay });
      },
      join: async (invite) => db.sync((await db.join(invite)).relay).done,
    });
    document.title = "open";
  } catch (error) {
    globalThis.failure = `${error.message}\n${error.hint}`;
    globalThis.failedCode = error.code;
    document.title = "failed";
  }
}
