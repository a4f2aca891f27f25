/** JSON for the clipboard. */

/** JSON over several lines. What it has no form for becomes text: large integers, and the size of blobs. */
export function toText(what: unknown): string {
  const write = (_: string, value: unknown) => {
    if (typeof value === "bigint") return String(value);
    return value instanceof Uint8Array ? `(${value.length} bytes)` : value;
  };
  return JSON.stringify(what, write, 2);
}

/** Puts a text onto the clipboard; whether that was permitted. */
export async function copyText(text: string, within: ParentNode): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // There is no clipboard on plain http://, but there is this.
    return copySelected(text, within);
  }
}

function copySelected(text: string, within: ParentNode): boolean {
  const area = document.createElement("textarea");
  area.className = "unseen";
  area.value = text;
  within.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } finally {
    area.remove();
  }
}
