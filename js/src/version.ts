/** Set by the build (esbuild --define) to the same text as the engine's main.version. */
declare const AMORA_VERSION: string | undefined;

/** The build this script belongs to. */
export const version: string = typeof AMORA_VERSION === "string" ? AMORA_VERSION : "dev";
