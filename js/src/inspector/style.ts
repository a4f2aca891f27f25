/** How the inspector looks. A constructed style sheet needs no permission of a Content-Security-Policy. */

const css = `
:host {
  --ink: light-dark(#1f1b24, #efeaf2);
  --soft: light-dark(#625b6b, #b3aabc);
  --paper: light-dark(#fff, #1d1922);
  --sunk: light-dark(#f6f4f8, #25202b);
  --line: light-dark(#ddd7e3, #3b3443);
  --mark: var(--amora-accent, light-dark(#8c2155, #f093c1));
  --good: light-dark(#23662a, #93d394);
  --warn: light-dark(#814600, #f3bf6d);
  --bad: light-dark(#a3180f, #ff9d92);
  display: block;
  container-type: inline-size;
  background: var(--paper);
  color: var(--ink);
  border: 1px solid var(--line);
  border-radius: 0.6rem;
  overflow: hidden;
  font: 0.875rem/1.45 system-ui, sans-serif;
  text-align: start;
}
:host([hidden]), [hidden] { display: none !important; }
@supports not (color: light-dark(#000, #fff)) {
  :host {
    --ink: #1f1b24; --soft: #625b6b; --paper: #fff; --sunk: #f6f4f8; --line: #ddd7e3;
    --mark: var(--amora-accent, #8c2155); --good: #23662a; --warn: #814600; --bad: #a3180f;
  }
}
* { box-sizing: border-box; }
h2, h3, h4, p, ul, ol, dl, dd { margin: 0; }
ul, ol { padding: 0; list-style: none; }
h2 { font-size: 1rem; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin-bottom: 0.4rem; }
h4 { font-size: 0.9rem; }
small { font-weight: 400; color: var(--soft); }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, monospace; font-size: 0.92em; }
.about, .empty { color: var(--soft); }
.empty { padding: 0.6rem 0; }
.none { color: var(--soft); font-style: italic; }
.grow { flex: 1; min-width: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.alarm { margin: 0.5rem 0.8rem; padding: 0.4rem 0.6rem; border: 1px solid currentColor; border-radius: 0.4rem; color: var(--bad); }
textarea { display: block; width: calc(100% - 1.6rem); margin: 0.5rem 0.8rem; font-family: ui-monospace, monospace; }

button, input, select, textarea {
  font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--line); border-radius: 0.4rem; min-height: 2rem; padding: 0.15rem 0.55rem;
}
button { cursor: pointer; font-weight: 600; }
button:hover:not(:disabled) { border-color: var(--soft); }
button:disabled { opacity: 0.45; cursor: default; }
button.primary { background: var(--mark); border-color: var(--mark); color: light-dark(#fff, #2b0a1a); }
button.quiet { border-color: transparent; background: none; color: var(--soft); white-space: nowrap; }
button.quiet:hover { background: var(--sunk); color: var(--ink); }
button.link { min-height: 1.5rem; padding: 0; border: 0; background: none; color: var(--mark); text-decoration: underline; font: 0.92em ui-monospace, "Cascadia Mono", Menlo, monospace; }
:focus-visible { outline: 2px solid var(--mark); outline-offset: 1px; }
.scroll:focus-visible, [role="tab"]:focus-visible { outline-offset: -2px; }

header { display: flex; flex-wrap: wrap; align-items: center; gap: 0.2rem 0.7rem; padding: 0.6rem 0.8rem; border-bottom: 1px solid var(--line); background: var(--sunk); }
header .about { margin-inline-start: auto; font-size: 0.92em; }
.tags { display: inline-flex; flex-wrap: wrap; gap: 0.25rem; }
.tags:empty { display: none; }
.tag { display: inline-block; padding: 0 0.45rem; border: 1px solid currentColor; border-radius: 1rem; font-size: 0.85em; line-height: 1.5; color: var(--soft); overflow-wrap: anywhere; }
.tag.good { color: var(--good); }
.tag.warn { color: var(--warn); }
.tag.bad { color: var(--bad); }

[role="tablist"] { position: relative; display: flex; overflow-x: auto; border-bottom: 1px solid var(--line); scrollbar-width: thin; }
[role="tab"] { flex: none; border: 0; border-radius: 0; background: none; color: var(--soft); padding: 0.45rem 0.75rem; text-align: start; white-space: nowrap; box-shadow: inset 0 -2px transparent; }
[role="tab"][aria-selected="true"] { color: var(--mark); box-shadow: inset 0 -2px var(--mark); }
.count { color: var(--bad); }
[role="tabpanel"] { min-width: 0; padding: 0.7rem 0.8rem 0.9rem; }

.bar, .filters, .heading { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 0.8rem; }
.bar { min-height: 2.2rem; }
.bar > .quiet { margin-inline-start: auto; }
.bar > .about, .bar > dl { flex: 1 1 14rem; }
.filters { align-items: end; margin-bottom: 0.5rem; }
.filters label > span { display: block; font-size: 0.88em; color: var(--soft); }
.filters select, .filters input { max-width: 100%; width: 11rem; }
.filters .grow input { width: 100%; font-family: ui-monospace, monospace; }
.heading { margin: 1rem 0 0.1rem; }
.range { font-variant-numeric: tabular-nums; white-space: nowrap; }
.range:empty { display: none; }
.pages { display: flex; align-items: center; gap: 0.25rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
.pages button { width: 2rem; padding: 0; font-size: 1.1em; line-height: 1; }
.pages input { width: 4.5rem; }

.scroll { overflow: auto; max-height: 30rem; border: 1px solid var(--line); border-radius: 0.4rem; overscroll-behavior-x: contain; }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 0.28rem 0.6rem; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); }
tbody:last-child tr:last-child > *, tfoot tr > * { border-bottom: 0; }
.grid th, .grid td { white-space: nowrap; }
.grid td { max-width: 18rem; overflow: hidden; text-overflow: ellipsis; }
.grid td.wide { max-width: 34rem; }
.grid .number { text-align: end; }
.grid thead th { position: sticky; top: 0; z-index: 1; background: var(--sunk); color: var(--soft); font-weight: 600; font-size: 0.92em; }
.grid tbody tr:hover td { background: var(--sunk); }
.who { font-weight: 600; }

.stage.bad { color: var(--bad); }
.steps { display: inline-flex; gap: 2px; margin-inline-end: 0.45rem; vertical-align: middle; }
.steps i { width: 0.4rem; height: 0.7rem; border-radius: 1px; background: var(--line); }
.steps .done { background: var(--good); }
.steps .now { background: var(--warn); }

dl { display: flex; flex-wrap: wrap; gap: 0.15rem 1.2rem; }
dl > div { display: flex; gap: 0.4rem; min-width: 0; }
dt { color: var(--soft); white-space: nowrap; }
dt::after { content: ":"; }
dd { overflow-wrap: anywhere; min-width: 0; }

.cards { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.6rem; }
.cards:not(:empty) { margin: 0.5rem 0; }
.card { padding: 0.55rem 0.7rem; border: 1px solid var(--line); border-radius: 0.5rem; }
.card > * + * { margin-top: 0.3rem; }
.card.over { border-style: dashed; }
.card.over h4 { text-decoration: line-through; }
.card h4 { overflow-wrap: anywhere; }
.tree ul { margin-inline-start: 0.7rem; padding-inline-start: 0.9rem; border-inline-start: 2px solid var(--line); }
.tree li { margin-top: 0.5rem; }

.sides { min-width: 24rem; }
.sides th[scope="row"] { color: var(--soft); font-weight: 500; width: 8rem; }
.sides td { overflow-wrap: anywhere; white-space: pre-wrap; }
.sides thead > * > * { border-bottom: 0; }
.sides thead tr:last-child > * { border-bottom: 1px solid var(--line); }
.sides .differs td { font-weight: 600; }
.card .scroll { border: 0; }

.timeline { margin-top: 0.5rem; }
.timeline > li { position: relative; padding: 0 0 0.9rem 1.3rem; border-inline-start: 2px solid var(--line); margin-inline-start: 0.4rem; }
.timeline > li::before { content: ""; position: absolute; inset-inline-start: -0.45rem; top: 0.3rem; width: 0.75rem; height: 0.75rem; border-radius: 50%; background: var(--paper); border: 2px solid var(--soft); }
.timeline > li.now::before { background: var(--mark); border-color: var(--mark); }
.timeline > li.warn::before { border-color: var(--warn); }
.timeline > li.bad::before { border-color: var(--bad); }
.timeline > li:last-child { border-color: transparent; padding-bottom: 0; }
details { margin-top: 0.2rem; }
summary { cursor: pointer; color: var(--soft); }
pre { margin: 0.3rem 0 0; padding: 0.5rem; max-height: 16rem; overflow: auto; background: var(--sunk); border-radius: 0.4rem; white-space: pre-wrap; overflow-wrap: anywhere; }

@container (min-width: 50rem) {
  .body { display: grid; grid-template-columns: auto minmax(0, 1fr); min-height: 24rem; }
  [role="tablist"] { flex-direction: column; overflow: visible; border-bottom: 0; border-inline-end: 1px solid var(--line); background: var(--sunk); padding: 0.4rem 0; }
  [role="tab"] { min-width: 9rem; box-shadow: inset 2px 0 transparent; }
  [role="tab"][aria-selected="true"] { background: var(--paper); box-shadow: inset 2px 0 var(--mark); }
}
@container (max-width: 30rem) {
  header .about { margin: 0; width: 100%; }
  .filters label { flex: 1 1 8rem; }
  .filters select, .filters input { width: 100%; }
  .grid td { max-width: 13rem; }
  .sides { min-width: 0; }
  .sides th[scope="row"] { width: auto; }
  .sides button { padding-inline: 0.4rem; white-space: nowrap; }
  .sides :is(th, td) { padding-inline: 0.3rem; }
  .pages input { width: 3.6rem; }
}
`;

let made: CSSStyleSheet | undefined;

/** The style sheet, which all inspectors share. */
export function style(): CSSStyleSheet {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(css);
  }
  return made;
}
