/**
 * The guides' snippets run. The TypeScript of a guide is one module: its blocks
 * in order, in Chromium, against a relay, followed by a check of what they did.
 * Blocks in other languages, and the few that need another machine, are listed
 * below with the reason.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
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

/** A database of notes, for guides that begin with one. */
const notes = `
const { open: openNotes } = await import("amora");
const notes = await openNotes("notes-of-the-test", { schema: {
  profile: "notes",
  scopes: [{ id: "all", version: 1, primary_scope_param_key: "dataset_id", read_write_filter_template: "\${dataset_id}" }],
  models: [{ name: "note", table: "note", partition: "\${dataset_id}", source: null, columns: { dataset_id: "uuid", text: "text" } }],
} });
await notes.createRoot("all");
const live = new Promise((resolve) => notes.watchStatus(({ sync }) => sync?.state === "live" && resolve()));
`;

/**
 * Each guide's way to run: `html`, the page it expects; `check`, what is tried
 * after it, with `equal`; `until`, how many of its blocks run, with the reason in `rest`.
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
  "kolibri.md": { until: 0, rest: "they open a Kolibri facility, with an account of it: kolibri.test.mjs makes one" },
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
      equal((await db.issued()).find(({ label }) => label === "Bia, phone").revoked !== undefined, true);`,
    until: 10,
    rest: "the last one joins by a name and a password of the relay's: passwords.test.mjs makes them",
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
  "deploying.md sh":
    "the flags of amora's lines are looked up below; the others start services and deploy to Cloudflare",
  "deploying.md ini": "systemd's; its line of amora is looked up below",
  "deploying.md nginx": "guides.test.ts compares it with SECURITY.md's",
  "deploying.md caddyfile": "guides.test.ts compares it with SECURITY.md's",
  "deploying.md text": "a Content-Security-Policy: bundlers/policies.test.mjs serves apps with it",
  "getting-started.md sh": "bundlers/create.test.mjs packs, makes, installs and runs the app",
  "query-builders.md sh": "npm installs a package: js/package.json has it",
  "kolibri.md sh": "the flags are looked up below; worker/kolibri_server_test.go syncs with a stock Kolibri",
  "kolibri.md text": "a drawing",
  "pwa.md js": "bundlers/pwa.test.mjs builds an app with it",
  "pwa.md html": "bundlers/pwa.test.mjs builds an app with it",
  "pwa.md json": "bundlers/pwa.test.mjs builds an app with one",
};

let relay;
before(async () => {
  relay = await startRelay();
});
after(() => relay?.stop());

/** A guide's TypeScript as a module of the relay's origin. */
function moduleOf(name, { until, check = "", relay: withRelay = false }) {
  const source = blocksOf(name)
    .filter(({ language }) => language === "ts")
    .slice(0, until)
    .map(({ code }) => code)
    .join("\n");
  const here = source.replaceAll(/wss:\/\/relay\.example|ws:\/\/127\.0\.0\.1:8787/g, relay.ws);
  const helper = `const equal = (got, want) => {
    if (JSON.stringify(got) !== JSON.stringify(want)) throw new Error(JSON.stringify(got) + " is not " + JSON.stringify(want));
  };`;
  const whole = `${here}\n${withRelay ? `const relay = "${relay.ws}";` : ""}\n${helper}\n${check}\nconsole.log("the guide ran");`;
  const modules = readdirSync("js/dist").filter((file) => file.endsWith(".js") && file !== "worker.js");
  const aliases = modules.map((file) => {
    const module = file === "index.js" ? "amora" : `amora/${file.slice(0, -3)}`;
    return `--alias:${module}=${resolve("js/dist", file)}`;
  });
  return execFileSync(
    "go",
    ["tool", "esbuild", "--bundle", "--format=esm", "--loader=ts", "--log-level=error", ...aliases],
    {
      input: whole,
      encoding: "utf8",
      env: { ...process.env, NODE_PATH: resolve("js/node_modules") },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
}

for (const [name, run] of Object.entries(runs)) {
  if (run.until === 0) continue;
  test(`what ${name} shows runs, from the first block to the last`, async (t) => {
    const device = await Device.open();
    t.after(() => device.close());
    await device.script(`${relay.url}/js/guide.js`, moduleOf(name, run));
    const page = await device.blank(relay.url, `<!doctype html><title>guide</title><body>${run.html ?? ""}</body>`);
    const ended = new Promise((resolve, reject) => {
      page.on("console", (message) => message.text() === "the guide ran" && resolve());
      page.on("pageerror", reject);
    });
    await page.addScriptTag({ type: "module", url: "/js/guide.js" });
    await ended;
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
    if (runs[name]?.until !== undefined) assert.ok(runs[name].rest && runs[name].until < scripts, name);
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
