/**
 * The package.json of amora-relay's program for one platform, on standard output:
 *
 *     node .ci/platform.mjs OS CPU PROGRAM
 */
import { readFileSync } from "node:fs";

const [os, cpu, file] = process.argv.slice(2);
const { version, license, repository, publishConfig } = JSON.parse(readFileSync("worker/npm/package.json", "utf8"));
const platform = {
  name: `@amora-sync/relay-${os}-${cpu}`,
  version,
  description: `Amora's relay for ${os} on ${cpu}`,
  license,
  repository,
  publishConfig,
  os: [os],
  cpu: [cpu],
  files: [file],
  preferUnplugged: true,
};
process.stdout.write(`${JSON.stringify(platform, null, 2)}\n`);
