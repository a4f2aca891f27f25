/** How far something has come, in words: numbers as the reader's language writes them. */

const whole = new Intl.NumberFormat();

/** 42,049 */
export function count(n: number): string {
  return whole.format(n);
}

/** 980 B, 12 KB, 3.4 MB */
export function bytes(n: number): string {
  if (n < 1000) return `${n} B`;
  if (n < 999_500) return `${Math.round(n / 1000)} KB`;
  return `${(n / 1e6).toFixed(1)} MB`;
}

/** 0.4 s, 12 s, 3 min 5 s */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  return `${Math.floor(Math.round(seconds) / 60)} min ${Math.round(seconds) % 60} s`;
}

/** What is known while a piece of work goes on. */
export interface Pace {
  /** 0 to 1. */
  fraction: number;
  /** Per second, over all so far. */
  rate: number;
  /** Milliseconds to go at that rate; undefined before anything is done. */
  remaining: number | undefined;
}

/** The pace of work that has done `done` of `total` in so many milliseconds. */
export function pace(done: number, total: number, elapsed: number): Pace {
  const rate = elapsed > 0 ? (done / elapsed) * 1000 : 0;
  return {
    fraction: total > 0 ? Math.min(1, done / total) : 0,
    rate,
    remaining: rate > 0 ? Math.max(0, ((total - done) / rate) * 1000) : undefined,
  };
}

/** 12,000 of 42,049 rows · 9,400 rows/s · 3.2 s left */
export function describe(done: number, total: number, elapsed: number, unit: string): string {
  const { rate, remaining } = pace(done, total, elapsed);
  const parts = [`${count(done)} of ${count(total)} ${unit}`];
  if (remaining !== undefined) parts.push(`${count(Math.round(rate))} ${unit}/s`, `${duration(remaining)} left`);
  return parts.join(" · ");
}
