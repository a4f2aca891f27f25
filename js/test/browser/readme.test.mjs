/** The READMEs' examples, run as they stand there, but for the address of the relay. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Device } from "./device.mjs";
import { startRelay } from "./relay.mjs";

const blocks = [...readFileSync("README.md", "utf8").matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code);

test("the README has one example, of twelve lines of code", () => {
  assert.equal(blocks.length, 1);
  assert.equal(blocks[0].split("\n").filter((line) => line.trim()).length, 12);
});

test("the example runs, and its invite brings another browser the same rows", async (t) => {
  const relay = await startRelay();
  t.after(() => relay.stop());
  const device = await Device.open();
  const other = await Device.open();
  const code = blocks[0].replace('"amora"', '"/js/index.js"').replaceAll("wss://relay.example", relay.ws);
  assert.notEqual(code, blocks[0]);
  await device.script(`${relay.url}/example.js`, code);

  const page = await device.blank(relay.url);
  const said = [];
  let heard = Promise.resolve(); // messages are read in turn: objects take longer than texts
  const invited = new Promise((resolve) => {
    const hear = async (message) => {
      const values = await Promise.all(message.args().map((arg) => arg.jsonValue()));
      said.push(values);
      if (values.length === 1 && typeof values[0] === "string") resolve(values[0]);
    };
    page.on("console", (message) => (heard = heard.then(() => hear(message))));
  });
  await page.addScriptTag({ type: "module", url: "/example.js" });
  const invite = await invited;
  assert.deepEqual(said.find(([rows]) => Array.isArray(rows) && rows.length > 0)?.[0], [
    { text: "Water the mulberries" },
  ]);
  const result = said.map(([value]) => value).find((value) => value?.pushed !== undefined);
  assert.deepEqual([result?.pushed, result?.pulled], [1, 0]);

  await other.script(
    `${relay.url}/other.js`,
    code
      .replace('const { id: dataset_id } = await db.createRoot("all")', `await db.join(${JSON.stringify(invite)})`)
      .replace(/^await db\.put.*$/m, ""),
  );
  const joined = await other.blank(relay.url);
  const rows = new Promise((resolve) => {
    joined.on("console", async (message) => {
      const value = await message.args()[0]?.jsonValue();
      if (Array.isArray(value) && value.length > 0) resolve(value);
    });
  });
  await joined.addScriptTag({ type: "module", url: "/other.js" });
  assert.deepEqual(await rows, [{ text: "Water the mulberries" }]);
  await device.close();
  await other.close();
});

test("what the package's README shows runs, from the first block to the last", async (t) => {
  const relay = await startRelay();
  t.after(() => relay.stop());
  const device = await Device.open();
  t.after(() => device.close());
  const source = [...readFileSync("js/README.md", "utf8").matchAll(/^```ts\n(.*?)^```$/gms)]
    .map(([, code]) => code)
    .join("\n");
  const code = execFileSync("go", ["tool", "esbuild", "--loader=ts", "--target=es2022"], {
    input: source,
    encoding: "utf8",
  });
  const here = code
    .replace('"amora"', '"/js/index.js"')
    .replace('"amora/kolibri"', '"/js/kolibri.js"')
    .replaceAll("wss://relay.example", relay.ws);
  await device.script(
    `${relay.url}/package.js`,
    `${here}\nlive.stop();\nawait live.done;\nconsole.log("ran", lessons.length, counted.n);\nawait facility.destroy();\nawait db.destroy();`,
  );
  const page = await device.blank(relay.url);
  const ran = page.waitForEvent("console", (message) => message.text().startsWith("ran"));
  await page.addScriptTag({ type: "module", url: "/package.js" });
  assert.equal((await ran).text(), "ran 1 0");
  assert.match(page.url(), /#invite=amora/);
});
