import { amora } from "amora/esbuild";
import { build } from "esbuild";

await build({ entryPoints: ["main.js"], bundle: true, format: "esm", outdir: "www", plugins: [amora()] });
