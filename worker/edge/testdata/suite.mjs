// Runs a Go test program inside a Durable Object: GET /?run=PATTERN answers
// with what it printed and its exit status, as its last line.
import { DurableObject } from "cloudflare:workers";
import "./build/wasm_exec.js";
import program from "./build/storage.test.wasm";
import { storageFunctions } from "./storage.mjs";

export class Suite extends DurableObject {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    const go = new Go();
    go.argv = ["suite", "-test.v", `-test.run=${searchParams.get("run")}`, "-test.timeout=60s"];
    let status = -1;
    go.exit = (code) => (status = code);
    const decoder = new TextDecoder();
    let output = "";
    globalThis.fs.writeSync = (_, bytes) => {
      output += decoder.decode(bytes, { stream: true });
      return bytes.length;
    };
    const instance = new WebAssembly.Instance(program, { ...go.importObject, workers: { ready() {} } });
    await go.run(instance, { env: {}, ctx: this.ctx, binding: {}, host: storageFunctions(this.ctx.storage) });
    return new Response(`${output}exit ${status}\n`);
  }
}

export default {
  fetch: (request, env) => env.SUITE.get(env.SUITE.idFromName(crypto.randomUUID())).fetch(request),
};
