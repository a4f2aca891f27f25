/**
 * A plugin for esbuild, which does not look for files in `new URL(…)`: it puts
 * worker.js and the two .wasm files beside the bundle, named after what is in
 * them, and their addresses into the bundle.
 *
 *     import { amora } from "amora/esbuild";
 *     await esbuild.build({ entryPoints: ["app.js"], bundle: true, format: "esm", outdir: "www", plugins: [amora()] });
 *
 * @module amora/esbuild
 */
import { readFile } from "node:fs/promises";

/** What the plugin uses of esbuild's PluginBuild. */
export interface EsbuildBuild {
  /** Registers what loads the files whose paths match. */
  onLoad(
    options: { filter: RegExp },
    callback: (args: { path: string; with: Record<string, string> }) => Promise<EsbuildContents | undefined>,
  ): void;
}

/** How the plugin answers. */
export interface EsbuildContents {
  contents: string | Uint8Array;
  loader: "js" | "file";
}

/** A plugin as esbuild takes it. */
export interface EsbuildPlugin {
  name: string;
  /** Called by esbuild, once a build. */
  setup(build: EsbuildBuild): void;
}

/** Tells imports of this package's files by their address from imports of what is in them. */
const attribute = "amora-file";

/** Makes the plugin. */
export function amora(): EsbuildPlugin {
  return {
    name: "amora",
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]dist[\\/]index\.js$/ }, async ({ path }) => {
        if (!/[\\/]amora[\\/]dist[\\/]/.test(path)) return undefined;
        return { contents: importFiles(await readFile(path, "utf8")), loader: "js" };
      });
      onLoad({ filter: /[\\/](?:worker\.js|\w+\.wasm)$/ }, async (file) =>
        file.with.type === attribute ? { contents: await readFile(file.path), loader: "file" } : undefined,
      );
    },
  };
}

/** The package's script with imports for what it finds by `new URL("./worker.js", import.meta.url)` and the like. */
function importFiles(script: string): string {
  const imports: string[] = [];
  const body = script.replace(/new URL\("(\.\/[\w.]+)", ?import\.meta\.url\)/g, (_, file: string) => {
    const name = `amoraFile${imports.length}`;
    imports.push(`import ${name} from "${file}" with { type: "${attribute}" };\n`);
    return `new URL(${name}, import.meta.url)`;
  });
  return imports.join("") + body;
}
