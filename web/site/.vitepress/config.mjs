/** The documentation site: ./build.sh site. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitepress";
import { alignedByClass, colours, plainCode, repositoryLinks, withoutInline } from "../markdown.mjs";
import { groups, layOut, missing, modules, repository, root, slugify, sourceOf, titleOf } from "../pages.mjs";

const source = join(root, "build/site-pages");
const target = join(root, "build/site");
const base = "/docs/";

const forgotten = missing();
if (forgotten.length > 0) throw new Error(`js/docs/README.md does not list ${forgotten}`);
layOut(source);

/** The pages of a folder of the API, as entries of the contents. */
function entries(folder) {
  const names = readdirSync(join(source, folder)).filter((name) => name.endsWith(".md") && name !== "index.md");
  return names.sort().map((name) => ({ text: name.slice(0, -3), link: `/${folder}/${name}` }));
}

const kinds = {
  functions: "Functions",
  classes: "Classes",
  interfaces: "Interfaces",
  "type-aliases": "Types",
  variables: "Values",
};

/** A module of the package: its exports, by kind. */
function moduleEntry(folder, name) {
  const items = Object.entries(kinds)
    .filter(([kind]) => existsSync(join(source, folder, kind)))
    .map(([kind, text]) => ({ text, items: entries(`${folder}/${kind}`) }));
  return { text: name, link: `/${folder}/index.md`, collapsed: name !== "amora", items };
}

const contents = groups.map(({ text, pages }) => ({
  text,
  items: pages.map(([document, page]) => ({ text: titleOf(document), link: `/${page}` })),
}));

const scripts = new Map();

/** Keeps a page's script as a file of the site, named after what is in it. */
function keepScript(text) {
  const name = `assets/${createHash("sha256").update(text).digest("hex").slice(0, 8)}.js`;
  scripts.set(name, text);
  return base + name;
}

export default defineConfig({
  base,
  srcDir: source,
  outDir: target,
  cacheDir: join(root, "build/site-cache"),
  lang: "en",
  title: "Amora",
  description: "SQLite in the browser tab that syncs, online or not.",
  head: [
    ["link", { rel: "icon", href: `${base}icon.svg`, type: "image/svg+xml" }],
    ["link", { rel: "stylesheet", href: `${base}code.css` }],
  ],
  metaChunk: true,
  appearance: { disableTransition: false }, // else it adds a style to the page
  markdown: {
    html: false,
    anchor: { slugify },
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    codeTransformers: [colours],
    config: (md) => md.use(repositoryLinks).use(alignedByClass).use(plainCode),
  },
  themeConfig: {
    logo: "/icon.svg",
    nav: [
      { text: "Guides", link: "/guides/index.md", activeMatch: "/guides/" },
      { text: "API", link: "/api/index.md", activeMatch: "/api/" },
      { text: "Relay", link: "/relay/index.md", activeMatch: "/relay/" },
      // Beside the site, at whatever address; the target keeps VitePress from taking it for a page.
      { text: "Demo", link: "/../", target: "_self" },
    ],
    sidebar: {
      "/api/": [{ text: "API", items: modules.map(({ name }) => moduleEntry(`api/${name}`, name)) }],
      "/": contents,
    },
    outline: [2, 3],
    search: { provider: "local" },
    socialLinks: [{ icon: "github", link: repository }],
    externalLinkIcon: true,
  },
  vite: {
    build: { chunkSizeWarningLimit: 2000 }, // the index of the search
  },
  transformPageData: (page) => ({ source: sourceOf(page.relativePath) }),
  transformHtml: (html) => withoutInline(html, keepScript),
  buildEnd() {
    mkdirSync(join(target, "assets"), { recursive: true });
    for (const [name, text] of scripts) writeFileSync(join(target, name), text);
    writeFileSync(join(target, "code.css"), colours.getCSS());
  },
});
