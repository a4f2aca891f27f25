/**
 * Whether a browser starts, before a suite is run in it; says why not:
 *
 *     node js/test/browser/starts.mjs chromium|firefox|webkit
 */
import { Chromium } from "./chromium.mjs";
import { Visitor } from "./visitor.mjs";

const [name] = process.argv.slice(2);
try {
  const browser = await (name === "chromium" ? Chromium.open() : Visitor.open(name));
  await browser.close();
} catch (error) {
  console.error(`${name} does not start: ${error.message}`);
  process.exitCode = 1;
}
