/** Runs in each page of a visitor.mjs: asks what to do, does it, tells how it went. */
const tab = location.pathname.slice("/tab/".length);

const tell = (what) => fetch(`/told/${tab}`, { method: "POST", body: JSON.stringify(what) }).catch(() => {}); // the page is going

addEventListener("error", ({ message, error }) => tell({ uncaught: String(error?.stack ?? message) }));
addEventListener("unhandledrejection", ({ reason }) => tell({ uncaught: String(reason?.stack ?? reason) }));

async function run({ id, source, arg }) {
  try {
    // biome-ignore lint: the source of a function that the test passes, evaluated outside of this module
    await tell({ id, value: await (0, eval)(`(${source})`)(arg) });
  } catch (error) {
    await tell({ id, error: String(error) });
  }
}

for (let asked; (asked = await fetch(`/asked/${tab}`)).ok; ) void asked.json().then(run);
