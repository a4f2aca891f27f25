/** What ./build.sh release packs, for this machine: that it is whole, and works elsewhere. */
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";

const stamp = "0.1.0+7e57";
const platform = `${process.platform}/${{ x64: "amd64", arm64: "arm64" }[process.arch]}`;
const archive = `amora-0.1.0-${platform.replace("/", "-")}`;

/** Mistakes that the types are to notice: tsc complains where one is none. */
const misused = `
// @ts-expect-error: text is text
await db.put("lesson", { dataset_id, title: 1 });
// @ts-expect-error: there is no such model
await db.put("letter", { dataset_id });
// @ts-expect-error: nor such a column
console.log(lessons[0]?.colour);
// @ts-expect-error: nor such a scope
await db.invite({ scope: "all" });
`;

/** Scratch folders: what was packed, twice, and where it is unpacked. */
let packed, again, place;

/** Runs a program in a folder and returns what it printed. */
function run(folder, program, ...args) {
  return execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

before(() => {
  [packed, again, place] = ["packed", "again", "place"].map((name) => mkdtempSync(join(tmpdir(), `amora-${name}-`)));
  for (const folder of [packed, again]) run(".", ".ci/release.sh", folder, stamp, platform);
});

after(() => {
  for (const folder of [packed, again, place]) rmSync(folder, { recursive: true, force: true });
});

test("packed twice, it is the same to the byte, as its sums say", () => {
  const npm = ["amora", "amora-relay", "create-amora", `amora-sync-relay-${process.platform}-${process.arch}`];
  const files = ["SHA256SUMS", `${archive}.tar.gz`, ...npm.map((name) => `${name}-0.1.0.tgz`)];
  assert.deepEqual(readdirSync(packed).sort(), files.sort());
  assert.equal(readFileSync(join(packed, "SHA256SUMS"), "utf8"), readFileSync(join(again, "SHA256SUMS"), "utf8"));
  const sums = readFileSync(join(packed, "SHA256SUMS"), "utf8");
  assert.match(sums, new RegExp(`^[0-9a-f]{64}  ${archive}\\.tar\\.gz$`, "m"));
});

test("the npm package has what an app needs, and nothing of ours", () => {
  const files = run(".", "tar", "-tzf", join(packed, "amora-0.1.0.tgz"))
    .trim()
    .split("\n")
    .map((name) => name.replace("package/", ""));
  for (const name of [
    "package.json",
    "README.md",
    "LICENSE",
    "dist/index.js",
    "dist/index.d.ts",
    "dist/esbuild.js",
    "dist/esbuild.d.ts",
    "dist/inspector.js",
    "dist/inspector.d.ts",
    "dist/kolibri.js",
    "dist/kolibri.d.ts",
    "dist/kysely.js",
    "dist/kysely.d.ts",
    "dist/react.js",
    "dist/react.d.ts",
    "dist/svelte.js",
    "dist/svelte.d.ts",
    "dist/tanstack.js",
    "dist/tanstack.d.ts",
    "dist/vue.js",
    "dist/vue.d.ts",
    "dist/worker.js",
    "dist/amora.wasm",
    "dist/sqlite.wasm",
    "src/index.ts",
  ]) {
    assert.ok(files.includes(name), `${name} is missing`);
  }
  assert.deepEqual(
    files.filter(
      (name) =>
        !/^(package\.json|README\.md|LICENSE|(dist|src)\/(inspector\/(panels\/)?)?[\w.]+\.(ts|js|map|wasm))$/.test(
          name,
        ) || /test/.test(name),
    ),
    [],
  );
  // From another folder, and reproducibly: no path of this machine.
  for (const map of ["dist/index.js.map", "dist/worker.js.map", "dist/index.d.ts.map"]) {
    const { sources } = JSON.parse(run(".", "tar", "-xOzf", join(packed, "amora-0.1.0.tgz"), `package/${map}`));
    assert.deepEqual(
      sources.filter((name) => !/^\.\.\/src\/\w+\.ts$|^\.\.\/\.\.\/build\/wasm_exec\.js$/.test(name)),
      [],
      map,
    );
  }
  const licence = run(".", "tar", "-xOzf", join(packed, "amora-0.1.0.tgz"), "package/LICENSE");
  for (const part of ["MIT License", "Go", "go-sqlite3"]) assert.match(licence, new RegExp(part));
});

test("installed from the tarball, the examples of its README compile, strictly, and bundle", () => {
  const app = join(place, "app");
  run(place, "mkdir", "app");
  writeFileSync(join(app, "package.json"), '{ "private": true, "type": "module" }');
  run(app, "npm", "install", "--offline", "--no-audit", "--no-fund", "--silent", join(packed, "amora-0.1.0.tgz"));
  const blocks = [...readFileSync("js/README.md", "utf8").matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code);
  writeFileSync(join(app, "app.ts"), `${blocks.join("\n")}${misused}`);
  const strict = [
    "--noEmit",
    "--strict",
    "--exactOptionalPropertyTypes",
    "--noUncheckedIndexedAccess",
    "--module",
    "esnext",
    "--target",
    "es2022",
    "--lib",
    "es2022,dom",
  ];
  const [, first] = /^```js\n(.*?)^```$/ms.exec(readFileSync("README.md", "utf8"));
  writeFileSync(join(app, "first.ts"), first);
  for (const resolution of [
    ["--moduleResolution", "bundler"],
    ["--module", "nodenext", "--moduleResolution", "nodenext"],
  ]) {
    for (const compiler of ["typescript", "typescript-5"])
      run(app, resolve(`js/node_modules/${compiler}/bin/tsc`), ...strict, ...resolution, "app.ts", "first.ts");
  }
  run(
    ".",
    "go",
    "tool",
    "esbuild",
    "--bundle",
    "--format=esm",
    "--target=es2022",
    "--log-level=warning",
    `--outfile=${join(app, "out.js")}`,
    join(app, "app.ts"),
  );
  const bundle = readFileSync(join(app, "out.js"), "utf8");
  assert.match(bundle, /worker\.js/);
  assert.doesNotMatch(
    bundle,
    /from\s*"(react|svelte|vue|kysely|@tanstack)/,
    "an app is bundled without what it does not import",
  );
});

test("unpacked anywhere, the relay serves the page and the package beside it", async () => {
  run(place, "tar", "-xzf", join(packed, `${archive}.tar.gz`));
  const folder = join(place, archive);
  assert.deepEqual(readdirSync(folder).sort(), ["CHANGELOG.md", "LICENSE", "README.txt", "amora", "web"]);
  assert.equal(run(place, join(folder, "amora"), "version"), `amora ${stamp}\n`);
  const relay = spawn(join(folder, "amora"), ["serve", "--listen", "127.0.0.1:0", "--data", join(place, "rooms")], {
    cwd: tmpdir(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line] = await once(createInterface({ input: relay.stdout }), "line");
    const url = line.replace("listening on ", "");
    for (const path of [
      "/",
      "/school/main.js",
      "/zipcodes/",
      "/kolibri/",
      "/js/index.js",
      "/js/worker.js",
      "/js/amora.wasm",
      "/js/sqlite.wasm",
      "/data/zipcodes.csv",
    ]) {
      const { status } = await fetch(url + path);
      assert.equal(status, 200, path);
    }
    for (const path of ["/js/amora.wasm", "/js/sqlite.wasm", "/js/index.js", "/js/worker.js"]) {
      const { headers } = await fetch(url + path, { headers: { "Accept-Encoding": "gzip, br" } });
      assert.equal(headers.get("Content-Encoding"), "br", path);
    }
  } finally {
    relay.kill();
    await once(relay, "exit");
  }
});
