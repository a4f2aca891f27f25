/**
 * Which documents of the repository are pages of the site, in the order of its
 * contents, and where the links between them lead there.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const packaged = JSON.parse(readFileSync(join(root, "js/package.json"), "utf8"));
export const repository = packaged.repository.url.replace(/^git\+|\.git$/g, "");

/** What an app can import from the package, each with its source: the API. What workers load has none. */
export const modules = Object.keys(packaged.exports)
  .filter((path) => !/\.\w+$/.test(path))
  .map((path) => ({ name: posix.join("amora", path), source: `js/src/${path.slice(2) || "index"}.ts` }));

/** The guides, in groups as their contents list has them. */
function guides() {
  const contents = readFileSync(join(root, "js/docs/README.md"), "utf8");
  return [...contents.matchAll(/^\*\*(\w+)\*\*\n\n((?:- .*\n)+)/gm)].map(([, text, list]) => {
    const names = [...list.matchAll(/^- \[.*?\]\(([\w-]+\.md)\)/gm)].map(([, name]) => name);
    return { text, pages: names.map((name) => [`js/docs/${name}`, `guides/${name}`]) };
  });
}

/** The contents: groups of documents, each with its page. */
export const groups = [
  { text: "Guides", pages: [["js/docs/README.md", "guides/index.md"]] },
  ...guides(),
  {
    text: "Reference",
    pages: [
      ["js/README.md", "package.md"],
      ["js/create/README.md", "create.md"],
      ["worker/README.md", "relay/index.md"],
      ["worker/SCALE.md", "relay/scale.md"],
      [".github/SECURITY.md", "security.md"],
    ],
  },
  {
    text: "Project",
    pages: [
      ["README.md", "project.md"],
      ["CHANGELOG.md", "changelog.md"],
      [".github/CONTRIBUTING.md", "contributing.md"],
    ],
  },
  {
    text: "How it works",
    pages: ["ARCHITECTURE", "PROTOCOL", "MORANGO", "DECISIONS", "E2E"].map((name) => [
      `core/${name}.md`,
      `engine/${name.toLowerCase()}.md`,
    ]),
  },
];

const pages = new Map(groups.flatMap((group) => group.pages));
const sources = new Map([...pages].map(([source, page]) => [page, source]));
const images = ["web/screenshot.png", "web/icon.svg"];

/** The guides that their contents list lacks, which would have no page. */
export function missing() {
  return readdirSync(join(root, "js/docs"))
    .map((name) => `js/docs/${name}`)
    .filter((source) => source.endsWith(".md") && !pages.has(source));
}

/** The first heading of a document, without its marks. */
export function titleOf(source) {
  const heading = /^# (.*)$/m.exec(readFileSync(join(root, source), "utf8"));
  if (!heading) throw new Error(`${source} has no title`);
  return heading[1].replaceAll("`", "");
}

/** The document a page is made of: undefined for a page of the site's own and for the generated ones. */
export const sourceOf = (page) => sources.get(page);

/** The names of headings as GitHub gives them, which the documents' links use. */
export const slugify = (heading) =>
  heading
    .toLowerCase()
    .trim()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");

/** A path of the repository, or undefined for a link to somewhere else. */
function target(source, link) {
  const ours = [`${repository}/blob/main/`, `${repository}/tree/main/`].find((start) => link.startsWith(start));
  if (ours) return link.slice(ours.length);
  if (/^[a-z]+:/i.test(link) || link.startsWith("#") || link.startsWith("/")) return undefined;
  return posix.join(posix.dirname(source), link);
}

/**
 * Where a document's link leads on the site: to the page made of the document it
 * names, else to the file in the repository.
 */
export function linkFrom(source, link) {
  const path = target(source, link);
  if (path === undefined) return link;
  const [file, hash] = path.split("#");
  const name = file.replace(/\/$/, "");
  const page = pages.get(name) ?? pages.get(`${name}/README.md`);
  const fragment = hash === undefined ? "" : `#${hash}`;
  if (page) return `/${page}${fragment}`;
  if (images.includes(name)) return `/${posix.basename(name)}`;
  if (!existsSync(join(root, name))) throw new Error(`${source}: ${link}: there is no such file`);
  const kind = statSync(join(root, name)).isDirectory() ? "tree" : "blob";
  return `${repository}/${kind}/main/${name}${fragment}`;
}

/** Lays out in a folder what VitePress reads, anew but for the API's pages. */
export function layOut(folder) {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (name !== "api") rmSync(join(folder, name), { recursive: true });
  }
  const put = (from, to) => {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    cpSync(join(root, from), join(folder, to));
  };
  for (const [source, page] of pages) put(source, page);
  for (const image of images) put(image, `public/${posix.basename(image)}`);
  put("web/site/index.md", "index.md");
  // What the pages import is looked for from where they lie.
  symlinkSync(join(root, "web/site/node_modules"), join(folder, "node_modules"), "junction");
}
