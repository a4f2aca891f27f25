/**
 * How the site's Markdown differs from VitePress's: links as in the repository,
 * and no inline styles or scripts, which the relay's Content-Security-Policy
 * forbids.
 */
import { transformerStyleToClass } from "@shikijs/transformers";
import { linkFrom, sourceOf } from "./pages.mjs";

/** Rewrites a document's links and images to those of its page. */
export function repositoryLinks(md) {
  md.core.ruler.push("repository links", ({ tokens, env }) => {
    const source = sourceOf(env.relativePath);
    if (source === undefined) return;
    for (const token of tokens.flatMap((block) => block.children ?? [])) {
      const name = { link_open: "href", image: "src" }[token.type];
      if (name) token.attrSet(name, linkFrom(source, token.attrGet(name)));
    }
  });
}

/** Says by a class how a table's column is aligned. */
export function alignedByClass(md) {
  md.core.ruler.push("aligned by class", ({ tokens }) => {
    for (const token of tokens) {
      const aligned = /^text-align:(\w+)$/.exec(token.attrGet("style") ?? "");
      if (!aligned) continue;
      token.attrs = token.attrs.filter(([name]) => name !== "style");
      token.attrJoin("class", aligned[1]);
    }
  });
}

/** Leaves code uncoloured whose language the highlighter does not know. */
export function plainCode(md) {
  md.core.ruler.push("plain code", ({ tokens }) => {
    for (const token of tokens) if (token.type === "fence" && token.info === "caddyfile") token.info = "txt";
  });
}

/** Says by classes how code is coloured; `getCSS` has their rules once all pages are rendered. */
export const colours = transformerStyleToClass({ classPrefix: "c-" });

/**
 * Takes scripts and styles out of a page's HTML; `keep` gets the text of each
 * script and returns its address. The styles are those of VitePress's own
 * elements, which theme/style.css has.
 */
export const withoutInline = (html, keep) =>
  html
    .replace(
      /<script((?: id="[^"]*")?)>(.*?)<\/script>/gs,
      (_, id, text) => `<script${id} src="${keep(text)}"></script>`,
    )
    .replace(/(<(?:div|header)[^>]*) style="(?:|position:relative;|--vp-vh:0px;)"/g, "$1");
