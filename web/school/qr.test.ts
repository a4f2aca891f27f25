import assert from "node:assert/strict";
import test from "node:test";
import jsQR from "jsqr";
import { collectPart, inviteCodes, splitInvite } from "./inviteparts.ts";
import { qrCode, type Matrix, type Segment } from "./qr.ts";

/** What another reader makes of a code. */
function read(modules: Matrix): string | undefined {
  const scale = 4;
  const size = (modules.length + 8) * scale;
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const dark = modules[Math.floor(y / scale) - 4]?.[Math.floor(x / scale) - 4];
      if (dark) pixels.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
    }
  }
  return jsQR(pixels, size, size)?.data;
}

function text(segments: readonly Segment[]): string {
  return segments.map((segment) => ("bytes" in segment ? segment.bytes : segment.digits)).join("");
}

const letters = (n: number) => Array.from({ length: n }, (_, i) => String.fromCharCode(33 + ((i * 7) % 90))).join("");
const digits = (n: number) => Array.from({ length: n }, (_, i) => (i * i + 3) % 10).join("");

// (Not version 23, for which jsQR has an alignment pattern at 74 where the standard has 78.)
test("another reader reads codes of every kind of version", () => {
  for (const segments of [
    [{ bytes: "a" }],
    [{ bytes: "https://example.org/" }],
    [{ bytes: letters(100) }],
    [{ bytes: letters(230) }],
    [{ bytes: "http://192.168.1.20:8787/#part=" }, { digits: digits(500) }],
    [{ bytes: letters(60) }, { digits: digits(1601) }],
    [{ bytes: letters(60) }, { digits: digits(2802) }],
  ] satisfies Segment[][]) {
    const code = qrCode(segments);
    if (!code) throw new Error("no code");
    assert.equal(code.modules.length, code.version * 4 + 17);
    assert.equal(read(code.modules), text(segments), `version ${code.version}`);
  }
});

test("the smallest version is taken, and none beyond the limit", () => {
  assert.equal(qrCode([{ bytes: letters(17) }])?.version, 1); // version 1-L holds 17 bytes
  assert.equal(qrCode([{ bytes: letters(18) }])?.version, 2);
  assert.equal(qrCode([{ digits: digits(41) }])?.version, 1); // or 41 digits
  assert.equal(qrCode([{ bytes: letters(2953) }])?.version, 40);
  assert.equal(qrCode([{ bytes: letters(2954) }]), undefined);
  assert.equal(qrCode([{ bytes: letters(300) }], 5), undefined);
});

/** Storage that forgets. */
function storage(): Pick<Storage, "getItem" | "setItem" | "removeItem"> & { size(): number } {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    size: () => items.size,
  };
}

const invite = `amora1.${btoa(String.fromCharCode(0, 0, ...Array.from({ length: 2600 }, (_, i) => (i * 31) % 256), 0)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;

test("an invite's parts, in any order and repeated, make the invite again", () => {
  for (const of of [1, 2, 3, 7]) {
    const kept = storage();
    const [first = "", ...rest] = splitInvite(invite, of).reverse();
    const seen = [first, first, ...rest].map((part) => collectPart(part, kept));
    assert.equal(seen.at(-1)?.invite, invite);
    assert.equal(kept.size(), 0, "nothing of the secret stays");
    if (of > 1) assert.deepEqual(seen[0], { have: 1, of, invite: undefined });
  }
});

test("what is no part, or altered, is none", () => {
  for (const part of ["", "x", "12345678.1.1.", "12345678.0.1.5", "12345678.1.1.15"]) assert.equal(collectPart(part, storage())?.invite, undefined);
});

test("the codes of an invite are few, small enough to scan, and lead to it", () => {
  const link = (fragment: string) => `http://192.168.100.200:8787/#${fragment}`;
  const codes = inviteCodes(invite, link);
  assert.equal(codes.length, 3);
  const kept = storage();
  const found = codes.map((code) => {
    assert.equal(code.length <= 117, true);
    const address = read(code) ?? "";
    assert.equal(address.startsWith(link("part=")), true, address);
    return collectPart(address.slice(link("part=").length), kept);
  });
  assert.equal(found.at(-1)?.invite, invite);
});
