/** The guides: their TypeScript compiles against the package, their links lead somewhere, and no code is missing. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import test from "node:test";
import { errorCodes, quarantineReasons } from "../../src/errors.js";

const folder = "js/docs";
const guides = readdirSync(folder).map((name) => `${folder}/${name}`);
const repository = /^https:\/\/github\.com\/amora-sync\/amora\/(?:blob|tree)\/main\//;

const text = (path: string) => readFileSync(path, "utf8");
const first = (found: RegExpMatchArray) => found[1]!;

/** The fenced blocks of a page in a language. */
const blocks = (page: string, language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(first);

/** The TypeScript of a page as one module, each line where it stands in the page. */
function program(page: string): string {
  let inside = false;
  const lines = page.split("\n").map((line) => {
    const fence = line.startsWith("```");
    const code = inside && !fence ? line : "";
    if (fence) inside = line === "```ts";
    return code;
  });
  return `${lines.join("\n")}\nexport {};\n`;
}

test("the TypeScript of each guide compiles, from its first block to its last", () => {
  const place = "build/test/guides";
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  let count = 0;
  for (const path of guides) {
    const page = text(path);
    count += blocks(page, "ts").length;
    writeFileSync(`${place}/${path.slice(folder.length + 1, -3)}.ts`, program(page));
  }
  assert.equal(count > 30, true, `${count} blocks`);
  const source = (name: string) => [`../../../js/src/${name}.ts`];
  const ours = ["inspector", "kolibri", "kysely", "tanstack"].map((name) => [`amora/${name}`, source(name)]);
  const compilerOptions = {
    noUnusedLocals: false,
    skipLibCheck: true, // TanStack's declarations are not as strict
    paths: {
      amora: source("index"),
      ...Object.fromEntries(ours),
      "@tanstack/db": ["../../../js/node_modules/@tanstack/db"],
    },
  };
  const config = { extends: "../../../js/examples/tsconfig.json", compilerOptions, include: ["*.ts"] };
  writeFileSync(`${place}/tsconfig.json`, JSON.stringify(config));
  const tsc = spawnSync(process.execPath, ["js/node_modules/typescript/bin/tsc", "-p", place], { encoding: "utf8" });
  assert.equal(tsc.stdout + tsc.stderr, "");
  assert.equal(tsc.status, 0);
});

test("what a guide shows of other programs' configuration stands where it is tested or kept", () => {
  const kept = text("js/README.md") + text(".github/SECURITY.md");
  for (const path of guides) {
    for (const language of ["js", "nginx", "caddyfile"]) {
      for (const block of blocks(text(path), language)) assert.equal(kept.includes(block), true, `${path}: ${block}`);
    }
  }
});

/** The names by which the headings of a page can be linked to. */
function anchors(page: string): string[] {
  const headings = [...page.replace(/^```.*?^```$/gms, "").matchAll(/^#+ (.*)$/gm)].map(first);
  return headings.map((heading) => {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    return plain.replace(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(" ", "-");
  });
}

/** What is wrong with a link of a page, whose title, if there is one, quotes the file that it leads to. */
function wrong(from: string, link: string, quoted: string | undefined): string | undefined {
  const ours = repository.test(link);
  if (!ours && /^[a-z]+:/.test(link)) return undefined;
  const base = ours ? "file:///" : `file:///${from}`;
  const { pathname, hash } = new URL(link.replace(repository, ""), base);
  const path = decodeURIComponent(pathname.slice(1)) || ".";
  if (!existsSync(path)) return "there is no such file";
  if (hash && !anchors(text(path)).includes(decodeURIComponent(hash.slice(1)))) return "there is no such heading";
  if (quoted !== undefined && !text(path).includes(quoted)) return `it does not have "${quoted}"`;
  return undefined;
}

test("links lead to files, headings and tests that are there", () => {
  let count = 0;
  const problems: string[] = [];
  for (const from of [...guides, "README.md", "js/README.md", "js/create/README.md", "worker/README.md"]) {
    const page = text(from).replace(/^```.*?^```$/gms, "");
    for (const [, link, quoted] of page.matchAll(/\]\(([^\s)]+)(?: "([^"]*)")?\)/g)) {
      count++;
      const problem = wrong(from, link!, quoted);
      if (problem) problems.push(`${from}: ${link}: ${problem}`);
    }
  }
  assert.deepEqual(problems, []);
  assert.equal(count > 150, true, `${count} links`);
});

test("the contents name every guide, and every guide begins with its title", () => {
  const contents = text(`${folder}/README.md`);
  for (const path of guides) {
    const name = path.slice(folder.length + 1);
    if (name !== "README.md") assert.equal(contents.includes(`](${name})`), true, name);
    assert.equal(text(path).startsWith("# "), true, path);
  }
});

test("errors.md has every code and every reason of quarantine, with cause and cure, and no other", () => {
  const [, codes, reasons] = /^## Codes$(.*)^## Reasons of quarantine$(.*)/ms.exec(text(`${folder}/errors.md`))!;
  const names = (part: string) => [...part.matchAll(/^\| `(\w+)` \|[^|]+\S[^|]*\|[^|]+\S[^|]*\|$/gm)].map(first).sort();
  assert.deepEqual(names(codes!), [...errorCodes].sort());
  assert.deepEqual(names(reasons!), [...quarantineReasons].sort());
});
