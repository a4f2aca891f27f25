/** The page of an app whose database a worker of its own opens. */
const worker = new Worker(new URL("./inside.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => {
  globalThis.rows = data.rows;
  globalThis.failure = data.failure;
  document.title = data.failure ? "failed" : "open";
};
