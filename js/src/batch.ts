import {
  decodeJson,
  type ExecReply,
  type ExecResult,
  encodeStatement,
  type Result,
  toExecResult,
  toRows,
} from "./codec.js";
import type { Columns } from "./columns.js";
import { AmoraError } from "./errors.js";
import type { ModelName, PutRow, QueryRow, Schema } from "./schema.js";
import { encodeDelete, encodePut } from "./statements.js";
import type { SqlParams } from "./values.js";

/** One step of {@link Database.batch}: what exec, query, put or delete would do. */
export type BatchStep<S extends Schema = Schema> =
  | { readonly exec: string; readonly params?: SqlParams }
  | { readonly query: string; readonly params?: SqlParams }
  | PutStep<S>
  | { readonly delete: ModelName<S>; readonly id: string; readonly hard?: boolean };

type PutStep<S extends Schema> = {
  [N in ModelName<S>]: { readonly put: N; readonly rows: PutRow<S, N> | readonly PutRow<S, N>[] };
}[ModelName<S>];

/** What each step of a batch gives, as the method of its name does. */
export type BatchResults<S extends Schema, B extends readonly unknown[]> = {
  -readonly [I in keyof B]: BatchResult<S, B[I]>;
};

type BatchResult<S extends Schema, B> = B extends { readonly exec: string }
  ? ExecResult
  : B extends { readonly query: infer Q extends string }
    ? QueryRow<S, Q>[]
    : B extends { readonly rows: readonly unknown[] }
      ? string[]
      : B extends { readonly put: string }
        ? string
        : undefined;

/** A step as it crosses to the engine: the method and its payload. */
interface EncodedStep {
  method: string;
  payload: string;
}

/** The payload of batch. */
export function encodeBatch(steps: readonly BatchStep[], columns: Columns): string {
  if (!Array.isArray(steps)) throw new AmoraError("bad_request", "the batch is no array", "give an array of steps");
  return JSON.stringify(steps.map((step, i) => encodeStep(step as BatchStep, i, columns)));
}

function encodeStep(step: BatchStep, i: number, columns: Columns): EncodedStep {
  const encoded = (method: string, payload: Uint8Array) => ({ method, payload: new TextDecoder().decode(payload) });
  if ("exec" in step) return encoded("exec", encodeStatement(step.exec, step.params ?? []));
  if ("query" in step) return encoded("query", encodeStatement(step.query, step.params ?? []));
  if ("put" in step) return encoded("put", encodePut(step.put, step.rows, columns));
  if ("delete" in step) return encoded("delete", encodeDelete(step.delete, step.id, step.hard));
  throw new AmoraError("bad_request", `step ${i + 1} is none`, "a step is { exec }, { query }, { put } or { delete }");
}

/** Reads what the engine says of each step. */
export function decodeBatch(steps: readonly BatchStep[], payload: Uint8Array, columns: Columns): unknown[] {
  const replies = decodeJson<unknown[]>(payload);
  return steps.map((step, i) => decodeStep(step, replies[i], columns));
}

function decodeStep(step: BatchStep, reply: unknown, columns: Columns): unknown {
  if ("exec" in step) return toExecResult(reply as ExecReply, columns);
  if ("query" in step) return toRows(reply as Result, columns);
  if ("put" in step) return Array.isArray(step.rows) ? reply : (reply as string[])[0];
  return undefined;
}
