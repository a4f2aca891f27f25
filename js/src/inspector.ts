/**
 * `<amora-inspector>`: what is inside a database, in the app itself. Importing this module defines the element.
 *
 *     import "amora/inspector";
 *
 *     const inspector = document.createElement("amora-inspector");
 *     inspector.database = db;
 *     document.body.append(inspector);
 *
 * @module amora/inspector
 */
import { AmoraInspector } from "./inspector/element.js";

declare global {
  interface HTMLElementTagNameMap {
    "amora-inspector": AmoraInspector;
  }
}

// A page may load the module twice, from two bundles; the first counts.
if (globalThis.customElements && !customElements.get("amora-inspector"))
  customElements.define("amora-inspector", AmoraInspector);

export type { PanelName } from "./inspector/desk.js";
export { AmoraInspector };
