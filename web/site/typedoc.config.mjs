/** The API's pages, made of the package's types and their comments. */
import { join } from "node:path";
import { modules, repository, root } from "./pages.mjs";

export default {
  entryPoints: modules.map(({ source }) => join(root, source)),
  tsconfig: join(root, "web/site/tsconfig.json"),
  plugin: ["typedoc-plugin-markdown"],
  out: join(root, "build/site-pages/api"),
  name: "API of the package amora",
  readme: "none",
  entryFileName: "index",
  excludeInternal: true,
  excludePrivate: true,
  excludeProtected: true,
  excludeExternals: true,
  disableGit: true,
  basePath: root,
  displayBasePath: root,
  sourceLinkTemplate: `${repository}/blob/main/{path}#L{line}`,
  hidePageHeader: true,
  hideBreadcrumbs: true,
  useCodeBlocks: true,
  // What is exported has a comment, and no comment links to what has no page.
  validation: { notExported: false, invalidLink: true, notDocumented: true },
  requiredToBeDocumented: ["Class", "Interface", "TypeAlias", "Function", "Variable", "Method", "Accessor"],
  // Comments that are inherited from Kysely link to what it documents.
  externalSymbolLinkMappings: { kysely: { "*": "#" } },
  treatValidationWarningsAsErrors: true,
  logLevel: "Warn",
};
