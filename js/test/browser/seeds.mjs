/** Chance that can be had again. */

/** The seeds to run: AMORA_SEED alone, or a few, or AMORA_SOAK minutes of them. */
export function* seeds(few) {
  if (process.env.AMORA_SEED) {
    yield Number(process.env.AMORA_SEED);
    return;
  }
  const minutes = parseFloat(process.env.AMORA_SOAK ?? "0");
  const end = Date.now() + minutes * 60_000;
  for (let seed = 1; minutes > 0 ? Date.now() < end : seed <= few; seed++) yield seed;
}

/** A generator of whole numbers from 0 up to, and without, its argument (mulberry32). */
export function random(seed) {
  let state = seed | 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}
