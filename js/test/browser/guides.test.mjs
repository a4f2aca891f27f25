/**
 * The guides' snippets run. The TypeScript of a guide is one module: its blocks
 * in order, in Chromium, against a relay, followed by a check of what they did.
 * Blocks in other languages, and the few that need another machine, are listed
 * below with the reason.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { pbkdf2Sync } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { accessible } from "./axe.mjs";
import { Device } from "./device.mjs";
import { startRelay } from "./relay.mjs";

const folder = "js/docs";
const names = readdirSync(folder).filter((name) => name.endsWith(".md"));

/** The fenced blocks of a guide, in order. */
const blocksOf = (name) =>
  [...readFileSync(`${folder}/${name}`, "utf8").matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => ({
    language,
    code,
  }));

const notesSchema = {
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

/** A database of notes, for guides that begin with one. */
const notes = `
const { open: openNotes } = await import("amora");
const notes = await openNotes("notes-of-the-test", { schema: ${JSON.stringify(notesSchema)} });
await notes.createRoot("all");
const live = new Promise((resolve) => notes.watchStatus(({ sync }) => sync?.state === "live" && resolve()));
`;

/** The password of those who join by one in the guides. */
const password = "not this one";

/** A facility as a Kolibri has it, whose administrator is ana: one class with a learner. */
const facility = (relay) => `
const amora = await import("amora");
const office = await amora.open("office", { schema: (await import("amora/kolibri")).facilitydata, storage: "memory" });
const { id: facilitysRoom } = await office.createRoot("full-facility");
const at = { dataset_id: facilitysRoom };
const facility_id = await office.put("facility", { ...at, name: "Maple School" });
const password = "pbkdf2_sha256$1000$salt$${pbkdf2Sync(password, "salt", 1000, 32, "sha256").toString("base64")}";
const user_id = await office.put("facilityuser", { ...at, facility_id, username: "ana", password });
await office.put("role", { ...at, user_id, collection_id: facility_id, kind: "admin" });
const collection_id = await office.put("classroom", { ...at, name: "Class 1", parent_id: facility_id });
await office.put("membership", { ...at, user_id, collection_id });
await office.sync("${relay}").done;
await operator({ issuer: await office.invite({ scope: "full-facility" }) });
`;

/**
 * Each guide's way to run: `html`, the page it expects; `first`, what others have
 * done before; `last`, what the relay's operator does before its last block;
 * `put`, texts of it and what stands for them here; `check`, what is tried after it, with `equal`.
 */
const runs = {
  "coming-from.md": {
    check: `await bring([{ _id: "a", text: "x" }]); await bring([{ _id: "a", text: "y" }]);
      equal(await db.query("SELECT text, tags FROM note"), [{ text: "y", tags: [] }]);`,
  },
  "conflicts.md": { check: "equal(document.title, 'Shop'); equal(await db.conflicts(), []);" },
  "datasets.md": {
    check: `equal(lists.map(({ name }) => name), ["Groceries", "Party"]); equal(work === own, false);
      equal((await db.query("SELECT name FROM list")).map(({ name }) => name), ["Groceries"]);
      equal((await db.status()).datasets.some((d) => d.room === room), false); stop(); await session.stop();`,
  },
  "deploying.md": { check: `${notes} const end = keepInSync(notes); await live; end();` },
  "errors.md": {
    check: `${notes} const refused = await notes.query("SELEC").catch(explain);
      equal(typeof refused === "string" && refused.length > 0, true);
      startSync(notes, relay); await live;`,
    relay: true,
  },
  "getting-started.md": {
    check: `equal((await db.query("SELECT text, done FROM task")), [{ text: "Water the mulberries", done: true }]);
      const { open: another } = await import("amora");
      const friend = await another("friend", { schema });
      await friend.join(invite);
      await db.reached();
      await friend.sync(relay).done;
      equal((await friend.query("SELECT text FROM task")), [{ text: "Water the mulberries" }]);`,
  },
  "inspector.md": {
    check: `dispatchEvent(new KeyboardEvent("keydown", { ctrlKey: true, altKey: true, code: "KeyI" }));
      while (document.querySelectorAll("amora-inspector").length < 2) await new Promise(requestAnimationFrame);
      equal(inspector.panel, "store");`,
  },
  "kolibri.md": {
    first: facility,
    put: { '"6ac3a1b4b5e84f0d9a7d3e2f1c0b9a87"': "facilitysRoom" },
    check: `equal(classes.map(({ name, learners }) => [name, learners]), [["Class 1", 1]]);
      equal(await db.query("SELECT name FROM collection WHERE kind = 'classroom'"), [{ name: "Class 1 (mornings)" }]);`,
  },
  "modelling.md": {
    check: `equal((await bia.status()).room, root.id); equal(forBia.startsWith("amora"), true);
      equal(await mine.query("SELECT text FROM item"), [{ text: "Bread" }]); equal(settings.name, "setting");`,
  },
  "offline.md": {
    html: "<p id=state></p><p id=trouble></p><input id=import type=file>",
    check: `equal(document.querySelector("#trouble").textContent, "0 conflicts, 0 records wait");
      equal(copy.length > 10_000, true);
      equal((await db.query("SELECT count(*) AS n FROM note")), [{ n: 2 }]);`,
  },
  "permissions.md": {
    check: `equal(may, true); equal(read.length, 1); equal(fresh.instanceId === db.instanceId, false);
      equal((await db.issued()).find(({ label }) => label === "Bia, phone").revoked !== undefined, true);
      await tablet.sync(relay).done;
      equal((await tablet.status()).datasets.map(({ room }) => room), [dataset_id]);`,
    last: `await operator({ issuer: await db.invite({ scope: "everything" }), account: ["ana", dataset_id, "reader", list_id] });
      await db.sync(relay).done;`,
  },
  "pwa.md": {
    check: `const { id: dataset_id } = await db.createRoot("list");
      await db.put("task", { dataset_id, text: "Prune" });
      while (document.querySelector("li")?.textContent !== "Prune") await new Promise(requestAnimationFrame);`,
  },
  "query-builders.md": {
    check: `equal(rows.map(({ text, list }) => [text, list]), [["Milk", "Groceries"]]);
      equal((await db.query("SELECT text FROM item ORDER BY text")).map(({ text }) => text).includes("Rye bread"), true);`,
  },
  "schema-changes.md": {
    check: `equal(lessons.map(({ heading, minutes, room }) => [heading, minutes, room]), [["Fractions", 45, ""]]);
      equal(handle.name, "school");`,
  },
};

/** What other blocks are, by guide and language, and what tests them instead. */
const others = {
  "deploying.md sh": "amora's lines run below; the others start services and deploy to Cloudflare",
  "deploying.md ini": "systemd's; its line of amora is looked up below",
  "deploying.md nginx": "guides.test.ts compares it with SECURITY.md's",
  "deploying.md caddyfile": "guides.test.ts compares it with SECURITY.md's",
  "deploying.md text": "a Content-Security-Policy: bundlers/policies.test.mjs serves apps with it",
  "getting-started.md sh": "bundlers/create.test.mjs packs, makes, installs and runs the app",
  "query-builders.md sh": "npm installs a package: js/package.json has it",
  "kolibri.md sh": "amora's lines run below, but against a relay: worker/kolibri_server_test.go has a stock Kolibri",
  "kolibri.md text": "a drawing",
  "pwa.md js": "bundlers/pwa.test.mjs builds an app with it",
  "pwa.md html": "bundlers/pwa.test.mjs builds an app with it",
  "pwa.md json": "bundlers/pwa.test.mjs builds an app with one",
};

let place, relay;
before(async () => {
  place = await mkdtemp(join(tmpdir(), "amora-guides-"));
  relay = await startRelay({ data: join(place, "rooms"), flags: ["--passwords"] });
});
after(async () => {
  await relay?.stop();
  await rm(place, { recursive: true, force: true });
});

const amora = (args, options = {}) =>
  execFileSync(resolve("build/amora"), args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], ...options });

/** What the relay's operator does: lets it issue certificates, by an owner's invite, and makes an account. */
async function operator({ issuer, account }) {
  const data = ["--data", join(place, "rooms")];
  await writeFile(join(place, "issuer.txt"), issuer);
  amora(["user", "issuer", `@${place}/issuer.txt`, ...data]);
  if (!account) return;
  const [name, room, scope, list] = account;
  amora(["user", "add", name, ...data, "--room", room, "--scope", scope, "--param", `list_id=${list}`], {
    env: { ...process.env, AMORA_PASSWORD: password },
  });
}

/** A guide's TypeScript as a module of the relay's origin. */
function moduleOf(name, { first, last = "", put = {}, check = "", relay: withRelay = false }) {
  const blocks = blocksOf(name)
    .filter(({ language }) => language === "ts")
    .map(({ code }) => code);
  const source = [...blocks.slice(0, -1), last, blocks.at(-1)].join("\n");
  let here = source.replaceAll(/wss:\/\/(?:relay|school)\.example|ws:\/\/127\.0\.0\.1:8787/g, relay.ws);
  for (const [text, other] of Object.entries(put)) here = here.replaceAll(text, other);
  if (first) here = first(relay.ws) + here;
  const helper = `const equal = (got, want) => {
    if (JSON.stringify(got) !== JSON.stringify(want)) throw new Error(JSON.stringify(got) + " is not " + JSON.stringify(want));
  };`;
  return bundle(
    `${here}\n${withRelay ? `const relay = "${relay.ws}";` : ""}\n${helper}\n${check}\nconsole.log("the guide ran");`,
  );
}

/** A module that imports the package, with all that it imports. */
function bundle(input) {
  const modules = readdirSync("js/dist").filter((file) => file.endsWith(".js") && file !== "worker.js");
  const aliases = modules.map((file) => {
    const module = file === "index.js" ? "amora" : `amora/${file.slice(0, -3)}`;
    return `--alias:${module}=${resolve("js/dist", file)}`;
  });
  return execFileSync(
    "go",
    ["tool", "esbuild", "--bundle", "--format=esm", "--loader=ts", "--log-level=error", ...aliases],
    {
      input,
      encoding: "utf8",
      env: { ...process.env, NODE_PATH: resolve("js/node_modules") },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
}

/** Runs a module in a page, to its end; it may call an operator of the relay. */
async function ran(page, url, operator) {
  await page.exposeFunction("operator", operator);
  const ended = new Promise((resolve, reject) => {
    page.on("console", (message) => message.text() === "the guide ran" && resolve());
    page.on("pageerror", reject);
  });
  await page.addScriptTag({ type: "module", url });
  await ended;
}

for (const [name, run] of Object.entries(runs)) {
  test(`what ${name} shows runs, from the first block to the last`, async (t) => {
    const device = await Device.open();
    t.after(() => device.close());
    await device.script(`${relay.url}/js/guide.js`, moduleOf(name, run));
    const page = await device.blank(relay.url, `<!doctype html><title>guide</title><body>${run.html ?? ""}</body>`);
    await ran(page, "/js/guide.js", operator);
  });
}

test("without the site the guides are plain pages, for keyboards and phones, too", async (t) => {
  const web = await mkdtemp(join(tmpdir(), "amora-guides-"));
  t.after(() => rm(web, { recursive: true, force: true }));
  for (const file of ["style.css", "icon.svg"]) await cp(`web/${file}`, join(web, file));
  execFileSync("go", ["run", "./web/guides", join(web, "docs")]);
  const plain = await startRelay({ web });
  t.after(() => plain.stop());
  const device = await Device.open({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  t.after(() => device.close());
  const page = await device.tab(`${plain.url}/docs/`);
  const links = await page.locator("main a[href^='guides/']").evaluateAll((all) => all.map((a) => a.href));
  assert.equal(links.length, names.length - 1);
  for (const link of [page.url(), ...links]) {
    await page.goto(link);
    const [wide, room] = await page.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth]);
    assert.ok(wide <= room, `${link} is ${wide} px wide on a screen of ${room}`);
    await accessible(page, link);
  }
});

test("every block of every guide runs, or is listed with the reason", () => {
  const found = new Set();
  for (const name of names) {
    const blocks = blocksOf(name);
    const scripts = blocks.filter(({ language }) => language === "ts").length;
    assert.ok(scripts === 0 || runs[name], `${name} has no run`);
    for (const { language } of blocks) if (language !== "ts") found.add(`${name} ${language}`);
  }
  assert.deepEqual([...found].sort(), Object.keys(others).sort());
});

test("the guides' commands of amora have the flags that they are shown with", () => {
  let count = 0;
  for (const name of names) {
    const code = blocksOf(name).filter(({ language }) => language === "sh" || language === "ini");
    for (const [, command, rest] of code
      .map((block) => block.code)
      .join("")
      .matchAll(/\bamora ([a-z]+)( .*)?$/gm)) {
      const help = execFileSync("build/amora", [command, "--help"], { encoding: "utf8" });
      for (const [, flag] of (rest ?? "").split("#")[0].matchAll(/ --([a-z-]+)/g)) {
        count++;
        assert.match(help, new RegExp(`^ *--?${flag}\\b`, "m"), `${name}: amora ${command} --${flag}`);
      }
    }
  }
  assert.ok(count > 10, `${count} flags`);
});

/** Each line of a document's shell blocks that runs a command of amora, as words without a comment. */
const linesOf = (file, command) =>
  [...readFileSync(file, "utf8").matchAll(/^ *```sh\n(.*?)^ *```$/gms)]
    .flatMap(([, code]) => code.split("\n"))
    .map((line) => line.split("#")[0].trim().split(/ +/))
    .filter(([program, first]) => program === "amora" && first === command);

test("relays start as the documents start them, answer, and are backed up", async (t) => {
  const place = await mkdtemp(join(tmpdir(), "amora-lines-"));
  t.after(() => rm(place, { recursive: true, force: true }));
  await writeFile(join(place, "rooms.txt"), `${"0".repeat(32)}\n`);
  const files = [...names.map((name) => `${folder}/${name}`), "worker/README.md", "README.md"];
  const [[, ...backup]] = linesOf("worker/README.md", "backup");
  let started = 0;
  for (const [, , ...words] of files.flatMap((file) => linesOf(file, "serve"))) {
    if (words.includes("--acme")) continue; // an authority has to answer
    const given = words.indexOf("--listen");
    if (given >= 0) words.splice(given, 2); // another relay may have the port
    const at = words.indexOf("--data");
    assert.equal(at, 0, `serve ${words.join(" ")}`);
    words.splice(at, 2);
    const data = join(place, `rooms-${started++}`);
    const flags = words.map((word) => (word === "rooms.txt" ? join(place, word) : word));
    const relay = await startRelay({ data, flags });
    try {
      assert.equal((await fetch(`${relay.url}/healthz`)).status, 200, `serve ${words.join(" ")}`);
      const [from, to] = backup.slice(1);
      const there = backup.map((word) => ({ [from]: data, [to]: `${data}-${to}` })[word] ?? word);
      execFileSync("build/amora", there, { stdio: "pipe" });
      assert.ok(readdirSync(`${data}-${to}`).includes("relay.key"), there.join(" "));
    } finally {
      await relay.stop();
    }
  }
  assert.ok(started >= 5, `${started} lines`);
});

test("native devices sync, and rooms move, as the documents say", async (t) => {
  const here = await mkdtemp(join(tmpdir(), "amora-syncs-"));
  t.after(() => rm(here, { recursive: true, force: true }));
  const run = (words) => amora(words, { cwd: here, env: { ...process.env, AMORA_PASSWORD: password } });
  await writeFile(join(here, "schema.json"), JSON.stringify(notesSchema));
  const [first, second] = ["one", "two"].map((name) => join(here, name));
  const flags = ["--passwords", "--schema", join(here, "schema.json")];
  // One key, so that datasets that one relay was admitted to take the others for it.
  for (const data of [first, second]) {
    await mkdir(data);
    await cp(join(place, "rooms/relay.key"), join(data, "relay.key"));
  }
  let one = await startRelay({ data: first, flags });
  t.after(() => one.stop());

  // A facility, and a dataset of another app, which come to the relay by Morango's protocol.
  const device = await Device.open();
  t.after(() => device.close());
  await device.script(`${relay.url}/js/facility.js`, bundle(`${facility(relay.ws)}\nconsole.log("the guide ran");`));
  await ran(await device.blank(relay.url), "/js/facility.js", async ({ issuer }) => {
    await writeFile(join(here, "invite.txt"), issuer);
    run(["join", "--db", "office.db", "--schema", "facilitydata", "@invite.txt"]);
  });
  run(["sync", "--db", "office.db", "--peer", relay.ws]);
  const begin = (db) => /[0-9a-f]{32}/.exec(run(["init", "--db", db, "--schema", "schema.json", "--scope", "all"]))[0];
  const room = begin("own.db");
  for (const db of ["office.db", "own.db"]) run(["sync", "--db", db, "--peer", one.url]);
  run(["user", "add", "ana", "--data", first, "--room", room, "--scope", "all"]);

  const files = [...names.map((name) => `${folder}/${name}`), "README.md"];
  const lines = files.flatMap((file) => linesOf(file, "sync"));
  assert.ok(lines.length >= 5, `${lines.length} lines`);
  for (const [, ...words] of lines) {
    const known = words.map((word) => (/^https?:/.test(word) ? one.url : word === "ADMIN" ? "ana" : word));
    assert.doesNotThrow(() => run(known), words.join(" "));
  }
  assert.match(run(["inspect", "class.db"]), /Maple School|facilityuser/);

  const two = await startRelay({ data: second, flags });
  t.after(() => two.stop());
  const moved = begin("moved.db");
  for (const peer of [one.ws, two.ws]) run(["sync", "--db", "moved.db", "--peer", peer]); // the owner opens it there
  await one.stop();
  const moves = linesOf("worker/README.md", "sync");
  assert.equal(moves.length, 1);
  for (const [, ...words] of moves) {
    const known = { "DIR/ROOM.db": join(first, `${moved}.db`), "wss://sync.example.org": two.ws };
    run(words.map((word) => known[word] ?? word));
  }
  one = await startRelay({ data: first, flags }); // it goes on
});
