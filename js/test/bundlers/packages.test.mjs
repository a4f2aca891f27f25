/** What npm publishes: what is in the tarballs, that tools find nothing wrong with them, and that versions agree. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { packed, tarball, tool, unpack } from "./workshop.mjs";

const manifest = (path) => JSON.parse(readFileSync(path, "utf8"));
const own = manifest("js/package.json");
const packages = ["amora", "amora-relay", "create-amora"];

test("publint finds nothing", async () => {
  for (const name of packages) {
    const folder = join("build/bundlers/published", name);
    unpack(name, folder);
    await tool(".", "publint", "--strict", folder);
  }
});

test("Are The Types Wrong finds nothing, without exclusions", async () => {
  await tool(".", "attw", tarball("amora"), "--profile", "esm-only");
});

test("all packages have one version, a semantic one, which the changelog has", () => {
  assert.match(own.version, /^\d+\.\d+\.\d+(-[\w.]+)?$/);
  assert.match(readFileSync("CHANGELOG.md", "utf8"), new RegExp(`^## ${own.version.replaceAll(".", "\\.")}\\b`, "m"));
  const relay = manifest("worker/npm/package.json");
  assert.deepEqual([relay.version, manifest("js/create/package.json").version], [own.version, own.version]);
  for (const [name, version] of Object.entries(relay.optionalDependencies)) assert.equal(version, own.version, name);
});

test("each is published for everybody, with a licence, from this repository", () => {
  for (const file of readdirSync(packed)) {
    const list = execFileSync("tar", ["-tzf", join(packed, file)], { encoding: "utf8" });
    for (const name of ["LICENSE", "README.md", "package.json"])
      assert.match(list, new RegExp(`^package/${name}$`, "m"));
    const text = execFileSync("tar", ["-xOzf", join(packed, file), "package/package.json"], { encoding: "utf8" });
    const { license, repository, scripts = {}, publishConfig } = JSON.parse(text);
    assert.equal(license, "MIT", file);
    assert.equal(repository.url, own.repository.url, file);
    assert.deepEqual(publishConfig, { access: "public", provenance: true }, file);
    const atInstall = Object.keys(scripts).filter((name) => /install|prepare|^prepack|^postpack/.test(name));
    assert.deepEqual(atInstall, [], `${file} runs something while it is installed`);
  }
});
