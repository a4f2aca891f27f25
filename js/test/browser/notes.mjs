/** A small app of notes, for tests of tabs: what a page has at hand. */
import { afterEach } from "node:test";

/** Whoever is in a dataset may read and write all of it. */
export const scopes = [
  {
    id: "all",
    version: 1,
    primary_scope_param_key: "dataset_id",
    description: "",
    read_filter_template: "",
    write_filter_template: "",
    read_write_filter_template: "${dataset_id}",
  },
];

export const schema = {
  profile: "notes",
  scopes,
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

/** Loads the package into a page of the relay's, with nothing open: databases go to globalThis.dbs. */
export function load(page) {
  return page.evaluate(async (value) => {
    globalThis.amora = await import("/js/index.js");
    globalThis.schema = value;
    globalThis.dbs = {};
  }, schema);
}

/** Opens a database in a page of the relay's, as globalThis.db. */
export function open(page, name, options = {}) {
  return page.evaluate(
    async ({ name, schema, options }) => {
      globalThis.amora = await import("/js/index.js");
      globalThis.schema = schema;
      globalThis.dataset_id = "0".repeat(32);
      globalThis.db = await amora.open(name, { schema, ...options });
    },
    { name, schema, options },
  );
}

export const put = (page, text) => page.evaluate((text) => db.put("note", { dataset_id, text }), text);

export const texts = (page) =>
  page.evaluate(async () => (await db.query("SELECT text FROM note ORDER BY text")).map(({ text }) => text));

export const isOwner = (page) => page.evaluate(async () => (await db.status()).owner);

/** The code of the error that a function in the page ends with. */
export const code = (page, fn, arg) =>
  page.evaluate(fn, arg).then(
    () => "none",
    (error) => /AmoraError: (\w+)/.exec(error.message)?.[1] ?? error.message,
  );

/** The tabs of a test, closed when it is over: blank, as make opens them, or with a database open, as globalThis.db. */
export function testTabs(make) {
  let pages = [];
  const blank = async (where) => {
    const page = await make(where);
    pages.push(page);
    return page;
  };
  const tab = async (name, options = {}) => {
    const page = await blank();
    await open(page, name, options);
    return page;
  };
  afterEach(async () => {
    await Promise.allSettled(pages.map((page) => page.close()));
    pages = [];
  });
  return { blank, tab };
}
