// The little of Node that these tests use.
declare module "node:test" {
  export default function test(name: string, fn: () => void | Promise<void>): void;
  export function after(fn: () => void): void;
  export const mock: { timers: { enable(options: { apis: string[] }): void; tick(ms: number): void; reset(): void } };
}
declare module "node:assert/strict" {
  interface Assert {
    equal(actual: unknown, expected: unknown, message?: string): void;
    deepEqual(actual: unknown, expected: unknown, message?: string): void;
    throws(fn: () => unknown, expected: object): void;
    rejects(promise: Promise<unknown>, expected: object): Promise<void>;
  }
  const assert: Assert;
  export default assert;
}
declare module "node:child_process" {
  export function spawnSync(
    command: string,
    args: readonly string[],
    options: { encoding: "utf8" },
  ): { stdout: string; stderr: string; status: number | null };
}
declare module "node:fs" {
  export function existsSync(path: string): boolean;
  export function mkdirSync(path: string, options: { recursive: true }): void;
  export function readdirSync(path: string): string[];
  export function rmSync(path: string, options: { recursive: true; force: true }): void;
  export function writeFileSync(path: string, text: string): void;
  export function readFileSync(path: string | URL, encoding: "utf8"): string;
  export function readFileSync(path: string): Uint8Array<ArrayBuffer>;
}

declare function setImmediate(callback: (value?: unknown) => void): unknown;
declare const process: {
  readonly execPath: string;
  on(event: "unhandledRejection", listener: (reason: unknown) => void): void;
  off(event: "unhandledRejection", listener: (reason: unknown) => void): void;
};
