import type { ErrorRecord } from "./errors.js";

/** Set by the build (esbuild --define) to the same text as the engine's main.version. */
declare const AMORA_VERSION: string | undefined;

/** The build this script belongs to. */
export const version: string = typeof AMORA_VERSION === "string" ? AMORA_VERSION : "dev";

/** Two files of one page are of different builds. */
export function mixed(a: string, versionA: string, b: string, versionB: string): ErrorRecord {
  return {
    code: "engine_failed",
    text: `${a} is of build ${versionA}, ${b} of build ${versionB}`,
    hint: "serve the files of one build together, and reload past any cache",
  };
}
