/** Functions that give back what they are given: TypeScript then keeps names and columns as they are written. */
import type { Model, Schema, ScopeDefinition } from "./schema.js";

/**
 * A schema, so that rows, models and scopes are typed after it, without
 * `as const`. Names of models and columns in it that do not exist are errors.
 */
export function defineSchema<const S extends Schema>(schema: S & CheckedSchema<S>): S {
  return schema;
}

/** A model that is written apart from its schema. */
export function defineModel<const M extends Model>(model: M & CheckedModel<M>): M {
  return model;
}

/** A scope definition that is written apart from its schema. */
export function defineScope<const D extends ScopeDefinition>(scope: D): D {
  return scope;
}

/** What refers to models and scopes by name, with the names that there are. */
export type CheckedSchema<S extends Schema> = {
  readonly models: CheckedModels<S, S["models"]>;
};

type CheckedModels<S extends Schema, M extends readonly Model[]> = {
  readonly [I in keyof M]: M[I] & CheckedModel<M[I]> & TargetsOf<S, M[I]>;
};

/** What refers to a model's own columns by name, with the names that there are. */
export type CheckedModel<M> = M extends { readonly columns: infer C }
  ? string extends keyof C
    ? unknown
    : {
        readonly references?: { readonly [K in Exclude<keyof ReferencesOf<M>, keyof C>]: NoSuchColumn<K> };
        readonly unique?: readonly (readonly Extract<keyof C, string>[])[];
        readonly self_reference?: Extract<keyof C, string>;
      }
  : unknown;

type ReferencesOf<M> = M extends { readonly references: infer R } ? R : Record<never, never>;
type NoSuchColumn<K> = `there is no column ${Extract<K, string>}`;

type TargetsOf<S extends Schema, M> = string extends S["models"][number]["name"]
  ? unknown
  : {
      readonly references?: { readonly [K in keyof ReferencesOf<M>]: Target<S["models"][number]["name"]> };
      readonly root?: S["scopes"][number]["id"];
    };
type Target<N extends string> =
  | N
  | readonly N[]
  | { readonly model: N | readonly N[]; readonly on_delete?: "cascade" | "null"; readonly optional?: boolean };
