#!/usr/bin/env node
/**
 * npm create amora: makes a folder with an app that two people share by a link,
 * and installs what it needs.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const templates = ["vanilla", "react", "svelte", "vue"];
const usage = `usage: npm create amora [FOLDER] [-- --template ${templates.join("|")}] [--no-install]`;
const here = dirname(fileURLToPath(import.meta.url));

/** Ends with what is wrong. */
class Refusal extends Error {}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        template: { type: "string", short: "t" },
        "no-install": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return { ...values, folder: positionals[0] ?? "amora-app" };
  } catch (error) {
    throw new Refusal(`${error.message}\n${usage}`);
  }
}

/** The template that was named, or that a person at a terminal chooses. */
async function chooseTemplate(named) {
  if (named === undefined && process.stdin.isTTY) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    named = (await terminal.question(`Template (${templates.join(", ")}) [${templates[0]}]: `)).trim();
    terminal.close();
  }
  const template = named || templates[0];
  if (!templates.includes(template)) throw new Refusal(`there is no template ${template}\n${usage}`);
  return template;
}

/** Copies the files that all templates share, and those of one. */
function layOut(folder, template) {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Refusal(`${folder} is not empty`);
  mkdirSync(folder, { recursive: true });
  for (const part of ["shared", template]) cpSync(join(here, "templates", part), folder, { recursive: true });
  renameSync(join(folder, "_gitignore"), join(folder, ".gitignore")); // npm packs no .gitignore
  const { version } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-");
  manifest.dependencies.amora = `^${version}`;
  manifest.devDependencies["amora-relay"] = `^${version}`;
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ name, ...manifest }, null, 2)}\n`);
}

/** Installs what the app needs; npm says itself what went wrong. */
function install(folder) {
  const { status } = spawnSync("npm", ["install", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: "inherit",
    shell: process.platform === "win32", // where npm is a script
  });
  return status === 0;
}

async function main() {
  const { folder: name, template: named, help, "no-install": notInstalled } = readArguments();
  if (help) return console.log(usage);
  const folder = resolve(name);
  const template = await chooseTemplate(named);
  layOut(folder, template);
  const installed = !notInstalled && install(folder);
  const steps = [
    `cd ${name}`,
    ...(installed ? [] : ["npm install"]),
    "npx amora-relay     # the relay, in a terminal of its own",
    "npm run dev         # the app",
  ];
  console.log(`\n${folder} has the ${template} app. Now:\n\n${steps.map((step) => `  ${step}`).join("\n")}\n`);
}

main().catch((error) => {
  if (!(error instanceof Refusal)) throw error;
  console.error(`create-amora: ${error.message}`);
  process.exitCode = 1;
});
