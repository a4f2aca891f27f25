/**
 * QR codes (ISO/IEC 18004): bytes and digits, error correction level L, the
 * smallest version that holds the text.
 *
 * By hand, because the demo builds with Go alone, without npm's packages, and
 * because it is small: 4.2 KB minified, where qrcode 1.5.4 and qrcode-generator
 * 2.0.4 have 21 KB each.
 */

/** A run of text in one mode; digits take 3 1/3 bits each. */
export type Segment = { bytes: string } | { digits: string };

/** Dark modules of a code, row by row. */
export type Matrix = boolean[][];

// Level L, by version: error correction codewords per block, and blocks.
const correction = [
  7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30,
  30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
];
const blocks = [
  1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19,
  20, 21, 22, 24, 25,
];

/** The code for a text, or undefined where it takes more than that version. */
export function qrCode(
  segments: readonly Segment[],
  mostVersion = 40,
): { version: number; modules: Matrix } | undefined {
  for (let version = 1; version <= mostVersion; version++) {
    const bits = segments.flatMap((segment) => encode(segment, version));
    const capacity = dataCodewords(version) * 8;
    if (bits.length <= capacity) return { version, modules: draw(version, interleave(version, pad(bits, capacity))) };
  }
  return undefined;
}

// ---- bits and codewords ----

function toBits(value: number, length: number): number[] {
  return Array.from({ length }, (_, i) => (value >>> (length - 1 - i)) & 1);
}

function encode(segment: Segment, version: number): number[] {
  if ("bytes" in segment) {
    const bytes = new TextEncoder().encode(segment.bytes);
    return [
      ...toBits(4, 4),
      ...toBits(bytes.length, version < 10 ? 8 : 16),
      ...Array.from(bytes, (byte) => toBits(byte, 8)).flat(),
    ];
  }
  const { digits } = segment;
  const groups = digits.match(/\d{1,3}/g) ?? [];
  const count = version < 10 ? 10 : version < 27 ? 12 : 14;
  return [
    ...toBits(1, 4),
    ...toBits(digits.length, count),
    ...groups.flatMap((group) => toBits(Number(group), [0, 4, 7, 10][group.length]!)),
  ];
}

function pad(bits: number[], capacity: number): Uint8Array {
  bits = [...bits, ...toBits(0, Math.min(4, capacity - bits.length))];
  bits.push(...toBits(0, (8 - (bits.length % 8)) % 8));
  const bytes = new Uint8Array(capacity / 8);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] =
      i < bits.length / 8
        ? bits.slice(i * 8, i * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0)
        : (i - bits.length / 8) % 2
          ? 0x11
          : 0xec;
  }
  return bytes;
}

/** Modules that are neither function patterns nor format, as codewords. */
function rawCodewords(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const aligned = Math.floor(version / 7) + 2;
    modules -= (25 * aligned - 10) * aligned - 55;
    if (version >= 7) modules -= 36;
  }
  return modules >> 3;
}

function dataCodewords(version: number): number {
  return rawCodewords(version) - correction[version - 1]! * blocks[version - 1]!;
}

/** Cuts the data into blocks, adds each one's correction, and takes from them in turn. */
function interleave(version: number, data: Uint8Array): number[] {
  const [count, length] = [blocks[version - 1]!, correction[version - 1]!];
  const short = Math.floor(data.length / count);
  const long = data.length % count;
  const generator = polynomial(length);
  const parts: Uint8Array[] = [];
  for (let i = 0, at = 0; i < count; i++) {
    const size = short + (i < count - long ? 0 : 1);
    parts.push(data.subarray(at, (at += size)));
  }
  const out: number[] = [];
  for (let i = 0; i <= short; i++) for (const part of parts) if (i < part.length) out.push(part[i]!);
  const remainders = parts.map((part) => remainder(part, generator));
  for (let i = 0; i < length; i++) for (const rest of remainders) out.push(rest[i]!);
  return out;
}

// ---- Reed-Solomon over GF(2^8), 0x11d ----

function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ ((product >>> 7) * 0x11d) ^ (((b >>> bit) & 1) * a);
  return product;
}

function polynomial(degree: number): number[] {
  const factors = [...new Array<number>(degree - 1).fill(0), 1];
  for (let i = 0, root = 1; i < degree; i++, root = times(root, 2)) {
    for (let j = 0; j < degree; j++) factors[j] = times(factors[j]!, root) ^ (factors[j + 1] ?? 0);
  }
  return factors;
}

function remainder(data: Uint8Array, generator: readonly number[]): number[] {
  const rest = new Array<number>(generator.length).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest.shift()!;
    rest.push(0);
    for (const [i, g] of generator.entries()) rest[i]! ^= times(g, factor);
  }
  return rest;
}

// ---- drawing ----

type Draft = (boolean | undefined)[][];

function draw(version: number, codewords: readonly number[]): Matrix {
  const size = version * 4 + 17;
  const draft: Draft = Array.from({ length: size }, () => new Array<boolean | undefined>(size).fill(undefined));
  functionPatterns(draft, version);
  const free = draft.map((row) => row.map((module) => module === undefined));
  fill(draft, codewords);
  let best: Matrix | undefined;
  let least = Infinity;
  for (let mask = 0; mask < 8; mask++) {
    const masked = draft.map((row, y) =>
      row.map((dark, x) => (free[y]![x] ? dark !== masks[mask]!(x, y) : dark === true)),
    );
    format(masked, mask);
    const score = penalty(masked);
    if (score < least) [best, least] = [masked, score];
  }
  return best!;
}

const masks: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

function functionPatterns(draft: Draft, version: number): void {
  const size = draft.length;
  for (let i = 0; i < size; i++) draft[6]![i] = draft[i]![6] = i % 2 === 0;
  for (const [cx, cy] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    for (let dy = -4; dy <= 4; dy++) {
      for (let dx = -4; dx <= 4; dx++) {
        const row = draft[cy + dy];
        const distance = Math.max(Math.abs(dx), Math.abs(dy));
        if (row && cx + dx >= 0 && cx + dx < size) row[cx + dx] = distance !== 2 && distance !== 4;
      }
    }
  }
  const centres = alignment(version);
  const last = centres.length - 1;
  for (const [i, cy] of centres.entries()) {
    for (const [j, cx] of centres.entries()) {
      if ((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)) continue;
      for (let dy = -2; dy <= 2; dy++)
        for (let dx = -2; dx <= 2; dx++) draft[cy + dy]![cx + dx] = Math.max(Math.abs(dx), Math.abs(dy)) !== 1;
    }
  }
  for (let i = 0; i < 9; i++) {
    draft[8]![i] ??= false; // kept free for the format
    draft[i]![8] ??= false;
    if (i < 8) draft[8]![size - 1 - i] = draft[size - 1 - i]![8] = false;
  }
  draft[size - 8]![8] = true;
  if (version < 7) return;
  let rest = version;
  for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let i = 0; i < 18; i++) {
    const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)];
    draft[b]![a] = draft[a]![b] = ((bits >>> i) & 1) === 1;
  }
}

function alignment(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const centres = [6];
  for (let at = version * 4 + 10; centres.length < count; at -= step) centres.splice(1, 0, at);
  return centres;
}

/** The codewords, in columns of two from the right, up and down in turn. */
function fill(draft: Draft, codewords: readonly number[]): void {
  const size = draft.length;
  let i = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const up = ((right + 1) & 2) === 0;
    for (let n = 0; n < size; n++) {
      const row = draft[up ? size - 1 - n : n]!;
      for (const x of [right, right - 1]) {
        if (row[x] !== undefined) continue;
        row[x] = (((codewords[i >>> 3] ?? 0) >>> (7 - (i & 7))) & 1) === 1;
        i++;
      }
    }
  }
}

function format(modules: Matrix, mask: number): void {
  const size = modules.length;
  const data = (1 << 3) | mask; // level L is 01
  let rest = data;
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((data << 10) | rest) ^ 0x5412;
  for (let i = 0; i < 15; i++) {
    const dark = ((bits >>> i) & 1) === 1;
    if (i < 6) modules[i]![8] = dark;
    else if (i < 8) modules[i + 1]![8] = dark;
    else if (i === 8) modules[8]![7] = dark;
    else modules[8]![14 - i] = dark;
    if (i < 8) modules[8]![size - 1 - i] = dark;
    else modules[size - 15 + i]![8] = dark;
  }
}

/** How hard a mask makes it for a scanner. */
function penalty(modules: Matrix): number {
  const size = modules.length;
  const rows = modules.map((row) => row.map((dark) => (dark ? "1" : "0")).join(""));
  const columns = rows.map((_, x) => rows.map((row) => row[x]).join(""));
  let score = 0;
  for (const line of [...rows, ...columns]) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) score += run.length - 2;
    for (let at = line.indexOf("1011101"); at >= 0; at = line.indexOf("1011101", at + 1)) {
      if (/^0*$/.test(line.slice(Math.max(0, at - 4), at)) || /^0*$/.test(line.slice(at + 7, at + 11))) score += 40;
    }
  }
  for (let y = 1; y < size; y++) {
    for (let x = 1; x < size; x++) {
      const dark = modules[y]![x];
      if (dark === modules[y - 1]![x] && dark === modules[y]![x - 1] && dark === modules[y - 1]![x - 1]) score += 3;
    }
  }
  const dark = rows.join("").replaceAll("0", "").length;
  return score + Math.floor(Math.abs((dark * 20) / (size * size) - 10)) * 10;
}
