/** Which of two schemas is the later one, where two tabs have opened a database with both. */
import type { Column, ColumnRules, Model, Schema } from "./schema.js";

/** Types with values that a text can show. */
const shown = ["integer", "real", "boolean", "date", "uuid", "datetime", "datetimetz", "time", "duration", "decimal"];

/** Types that a type can follow. core/schema/widen.go has the same. */
const widens: Record<string, readonly string[]> = {
  integer: ["boolean"],
  real: ["integer", "boolean"],
  text: shown,
  json: ["text", ...shown],
};

/**
 * Whether a schema may take the place of another one: it has a higher version or,
 * where nobody counts, all that the other has; else if it can follow it at all,
 * as whoever comes later is taken for newer.
 */
export function succeeds(mine: Partial<Schema> | null, theirs: Partial<Schema> | null): boolean {
  if (mine?.profile !== theirs?.profile) return false;
  const later = (mine?.version ?? 0) - (theirs?.version ?? 0);
  if (later !== 0) return later > 0;
  if (covers(mine, theirs)) return true;
  return !covers(theirs, mine) && follows(mine, theirs);
}

/** Whether every model and column of one schema is the same in the other. */
function covers(newer: Partial<Schema> | null, older: Partial<Schema> | null): boolean {
  return (older?.models ?? []).every((was) => {
    const now = modelOf(newer, was);
    if (!now) return false;
    const same = (["name", "table", "partition", "source", "id"] as const).every(
      (key) => JSON.stringify(now[key]) === JSON.stringify(was[key]),
    );
    return (
      same &&
      Object.entries(was.columns).every(
        ([name, column]) => JSON.stringify(now.columns[name]) === JSON.stringify(column),
      )
    );
  });
}

/** Whether a database with one schema can go on with the other. In doubt it can: open() looks closely. */
function follows(newer: Partial<Schema> | null, older: Partial<Schema> | null): boolean {
  return (older?.models ?? []).every((was) => {
    const now = modelOf(newer, was);
    if (!now) return true;
    const [before, after] = [byKey(was), byKey(now)];
    return (
      now.id === was.id &&
      keyed(now.partition, now) === keyed(was.partition, was) &&
      keyed(now.source, now) === keyed(was.source, was) &&
      [...before].every(([key, rules]) => widened(rules, after.get(key))) &&
      [...after].every(([key, rules]) => before.has(key) || fillable(rules))
    );
  });
}

/** The model that has the same name in records. */
function modelOf(schema: Partial<Schema> | null, { was, name }: Model): Model | undefined {
  return schema?.models?.find((model) => (model.was ?? model.name) === (was ?? name));
}

/** A model's columns by their names in records. */
function byKey(model: Model): Map<string, ColumnRules> {
  return new Map(Object.entries(model.columns).map(([name, column]) => [rulesOf(column).was ?? name, rulesOf(column)]));
}

function rulesOf(column: Column): ColumnRules {
  return typeof column === "string" ? { type: column } : column;
}

/** Templates with the columns' names in records. */
function keyed(templates: string | readonly string[] | null, model: Model): string {
  return JSON.stringify(templates)?.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const column = model.columns[name];
    return `\${${(column && rulesOf(column).was) ?? name}}`;
  });
}

function widened(was: ColumnRules, now: ColumnRules | undefined): boolean {
  if (!now) return true;
  const [before, after] = [was.type.replace("?", ""), now.type.replace("?", "")];
  const fills = now.backfill !== undefined || now.backfill_sql !== undefined;
  const nullable = fills || now.type.endsWith("?") || !was.type.endsWith("?");
  return nullable && (before === after || (widens[after]?.includes(before) ?? false));
}

function fillable(now: ColumnRules): boolean {
  const filled = [now.default, now.backfill, now.backfill_sql, now.constant].some((value) => value !== undefined);
  return filled || now.type.endsWith("?");
}
