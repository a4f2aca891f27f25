/** Records as JSON: their integers may be bigints, which JSON.stringify has no form for. */
import type { Serialized } from "../schema.js";

/** JSON with bigints as the integers that they are; another text for each other value. */
export function jsonOf(of: unknown, indent = 0): string {
  if (of === undefined) return "";
  const mark = `bigint:${Math.random()}:`;
  const write = (_: string, value: unknown) => (typeof value === "bigint" ? mark + value : value);
  const text = JSON.stringify(of, write, indent);
  return text.replace(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1");
}

/** What one version of a record has in other values than another one. */
export function differences(from: Serialized, to: Serialized): Serialized {
  return Object.fromEntries(Object.entries(to).filter(([name, value]) => jsonOf(value) !== jsonOf(from[name])));
}
