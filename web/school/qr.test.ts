import assert from "node:assert/strict";
import test from "node:test";
import jsQR from "jsqr";
import { inviteCode, inviteDigits, inviteOf } from "./invitecode.ts";
import { type Matrix, qrCode, type Segment } from "./qr.ts";

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

/** An invite of that form and so many bytes, zeros at both ends. */
function invite(form: number, size: number): string {
  const bytes = String.fromCharCode(0, 0, ...Array.from({ length: size - 3 }, (_, i) => (i * 31) % 256), 0);
  return `amora${form}.${btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

const link = (fragment: string) => `http://192.168.100.200:8787/#${fragment}`;

test("an invite survives being digits", () => {
  for (const one of [invite(1, 2600), invite(2, 700), invite(9, 4)]) assert.equal(inviteOf(inviteDigits(one)), one);
  for (const none of ["x", "0", "12", "-5", "1e3"]) assert.equal(typeof inviteOf(none), "string"); // join() says what is wrong
});

test("a short invite is one code, easy to scan, that leads to it", () => {
  const short = invite(2, 720);
  const code = inviteCode(short, link);
  if (!code) throw new Error("no code");
  assert.equal(code.length <= 97, true, `${code.length} modules wide`); // version 20
  const address = read(code) ?? "";
  assert.equal(address.startsWith(link("digits=")), true, address);
  assert.equal(inviteOf(address.slice(link("digits=").length)), short);
  assert.equal(inviteCode(invite(1, 2600), link), undefined, "a long one is none");
});
