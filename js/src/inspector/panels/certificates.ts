/** Certificates: who may do what, as the tree in which each was signed by the one above. */
import type { Inspection, KnownCertificate } from "../../types.js";
import { copyButton, type Desk, watch } from "../desk.js";
import { type Child, facts, h, heading, tag } from "../dom.js";
import { Grid } from "../grid.js";
import { inOrder } from "../pace.js";
import { code, moment } from "../words.js";

// What the tree follows from: certificates, the room's rules, labels, relays.
const changesSql = `SELECT (SELECT json_group_array(id || (private_key IS NULL)) FROM morango_certificate)
 || (SELECT json_group_array(sequence) FROM amora_bundle) || (SELECT count(*) FROM amora_issued)
 || (SELECT count(*) FROM amora_pushed_certificate) AS changes`;

export function certificates(desk: Desk): HTMLElement {
  const place = h("div");
  let all: KnownCertificate[] = [];
  const show = inOrder<Inspection>(({ certificates }) => {
    all = certificates;
    place.replaceChildren(...(all.length > 0 ? [tree(all)] : [nothing()]));
  });
  watch(desk, changesSql, [], () => {
    show(desk.db.inspect({ signal: desk.signal })).catch((error: unknown) => desk.signal.aborted || desk.fail(error));
  });
  return h(
    "div",
    {},
    h(
      "div",
      { className: "bar" },
      h(
        "p",
        { className: "about" },
        "A certificate permits what its scope says, and never more than the one that signed it.",
      ),
      copyButton(desk, "certificates", () => all),
    ),
    place,
    heading("Scope definitions"),
    definitions(desk),
  );
}

function nothing(): HTMLElement {
  return h("p", { className: "empty" }, "None yet: this database belongs to no dataset.");
}

/** Nested lists, roots first; a certificate whose parent is not here is a root of what is known. */
function tree(all: readonly KnownCertificate[]): HTMLElement {
  const ids = new Set(all.map(({ id }) => id));
  const under = (parent: string | undefined, lost: boolean): HTMLElement[] =>
    all
      .filter((each) => (parent === undefined ? !ids.has(each.parent) : each.parent === parent))
      .map((each) => {
        const below = under(each.id, lost || each.revoked);
        return h(
          "li",
          {},
          certificate(each, lost),
          ...(below.length > 0 ? [h("ul", { ariaLabel: `Signed by ${each.scope} ${each.id}` }, ...below)] : []),
        );
      });
  return h("ul", { className: "tree", ariaLabel: "Certificates" }, ...under(undefined, false));
}

function certificate(of: KnownCertificate, lost: boolean): HTMLElement {
  const expired = of.expires !== "" && new Date(of.expires) < new Date();
  const tags = [
    ...(of.own ? [tag("key is here", "good")] : []),
    ...(of.parent === "" ? [tag("root")] : []),
    ...(of.admin ? [tag("admin")] : []),
    ...(of.relay ? [tag("relay")] : []),
    ...(of.revoked ? [tag("revoked", "bad")] : []),
    ...(lost && !of.revoked ? [tag("falls with its issuer", "bad", "A certificate above it was revoked")] : []),
    ...(expired ? [tag("expired", "bad")] : []),
  ];
  const values: (readonly [string, Child | readonly Child[]])[] = [["Id", code(of.id)]];
  if (of.relay) values.push(["Relay", `${of.relay.address}, key ${of.relay.fingerprint.slice(0, 12)}…`]);
  if (of.created) values.push(["Made", moment(of.created)]);
  if (of.seen) values.push(["Last seen", moment(of.seen)]);
  if (of.expires) values.push(["Expires", moment(of.expires)]);
  values.push(["Reads", prefixes(of.read)], ["Writes", prefixes(of.write)]);
  for (const [name, value] of Object.entries(of.params)) values.push([name, code(value)]);
  return h(
    "article",
    { className: of.revoked || lost || expired ? "card over" : "card" },
    h("h4", {}, of.label || of.scope, " ", h("small", {}, `${of.label ? `${of.scope}, ` : ""}version ${of.version}`)),
    h("p", { className: "tags" }, ...tags),
    facts(values),
  );
}

function prefixes(list: readonly string[]): readonly Child[] {
  if (list.length === 0) return ["nothing"];
  return list.flatMap((prefix, i) => [...(i > 0 ? [" "] : []), code(prefix)]);
}

function definitions(desk: Desk): HTMLElement {
  const names = ["read_filter_template", "write_filter_template", "read_write_filter_template"] as const;
  const grid = new Grid(desk, {
    title: "scope definitions",
    count: "SELECT count(*) AS n FROM morango_scopedefinition",
    rows: `SELECT id, version, primary_scope_param_key AS key, ${names.join(", ")}
 FROM morango_scopedefinition ORDER BY id, version`,
    columns: [
      { head: "scope", of: ["id"] },
      { head: "version", of: ["version"], kind: "number" },
      ...names.map((name) => ({
        head: { read_filter_template: "reads", write_filter_template: "writes", read_write_filter_template: "both" }[
          name
        ],
        of: [name],
        cell: (row: Record<string, unknown>) => code(String(row[name] || "–")),
      })),
    ],
    empty: "None yet.",
  });
  return grid.element;
}
