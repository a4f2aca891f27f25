import type { ErrorRecord } from "./errors.js";
import type { Schema } from "./schema.js";
import { succeeds } from "./succession.js";

/** Set by the build (esbuild --define) to the same text as the engine's main.version. */
declare const AMORA_VERSION: string | undefined;

/** The build this script belongs to. */
export const version: string = typeof AMORA_VERSION === "string" ? AMORA_VERSION : "dev";

/** What a tab has opened a database by. */
export interface Opened {
  version: string;
  /** JSON of {@link Terms}. */
  terms: string;
}

/** What all tabs must agree on. */
interface Terms {
  schema: Partial<Schema> | null;
  durability: string;
  /** Whether it is to be kept in a file; left out where it is not. */
  file?: boolean | undefined;
}

/**
 * Whether a tab that opens a database now is of a newer app, or a newer build,
 * than one that has it open: its build is no older, nor is its schema. Neither
 * build nor schema need differ in a way that tells which is newer; then the
 * later tab is.
 */
export function isNewer(opening: Opened, open: Opened): boolean {
  const [mine, theirs] = [readTerms(opening.terms), readTerms(open.terms)];
  if (!mine || !theirs) return false;
  const differs = opening.version !== open.version || opening.terms !== open.terms;
  return differs && compareVersions(opening.version, open.version) >= 0 && succeeds(mine.schema, theirs.schema);
}

/** What a tab opens a database by, as {@link Opened} has it. */
export function writeTerms({ schema, durability, file }: Omit<Terms, "schema"> & { schema: unknown }): string {
  return JSON.stringify({ schema, durability, file: file || undefined });
}

/** Another build may write them in another form. */
function readTerms(terms: string): Terms | undefined {
  try {
    return JSON.parse(terms) as Terms;
  } catch {
    return undefined;
  }
}

/** Compares "0.1.0+rev" by its three numbers; others count as equal. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  const i = left.findIndex((n, at) => n !== right[at]);
  return i < 0 || left.length !== right.length ? 0 : left[i]! - right[i]!;
}

function numbers(version: string): number[] {
  return /^\d+\.\d+\.\d+/.exec(version)?.[0].split(".").map(Number) ?? [];
}

/** Two files of one page are of different builds. */
export function mixed(a: string, versionA: string, b: string, versionB: string): ErrorRecord {
  return {
    code: "engine_failed",
    text: `${a} is of build ${versionA}, ${b} of build ${versionB}`,
    hint: "serve the files of one build together, and reload past any cache",
  };
}
