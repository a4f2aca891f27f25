/**
 * The image of worker/Containerfile, built by buildah without a daemon. In place
 * of the image with Go, which a registry has, stands one of busybox and this
 * machine's Go: a test needs no network.
 */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFile, lstat, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { startRelay } from "../js/test/browser/relay.mjs";

const busybox = "/bin/busybox"; // static, as Debian's busybox-static is
const certificates = "/etc/ssl/certs/ca-certificates.crt";

/** Why the image cannot be built here, undefined where it can. */
function lacking() {
  const buildah = spawnSync("buildah", ["--version"]);
  if (buildah.error) return "buildah is not installed";
  const linked = spawnSync(busybox, ["true"], { env: {} });
  if (linked.error) return "busybox-static is not installed";
  if (process.getuid?.() !== 0) return "images are mounted as root";
  return undefined;
}

const run = (program, args, options) =>
  execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], ...options }).trim();

test("the image has the relay and nothing else, and runs as a user of its own", { skip: lacking() }, async (t) => {
  const place = await mkdtemp(join(tmpdir(), "amora-image-"));
  let container, relay;
  t.after(async () => {
    await relay?.stop();
    if (container) buildah("rm", container);
    await rm(place, { recursive: true, force: true });
  });
  const store = ["--root", join(place, "store"), "--runroot", join(place, "run"), "--storage-driver", "vfs"];
  const buildah = (...args) => run("buildah", [...store, ...args]);
  const chroot = ["build", "--isolation", "chroot", "--quiet"];

  const stand = join(place, "stand");
  for (const folder of ["bin", "usr/local/go", "go/pkg/mod", "etc/ssl/certs", "tmp", "root"])
    await mkdir(join(stand, folder), { recursive: true });
  await copyFile(busybox, join(stand, "bin/busybox"));
  for (const name of ["sh", "mkdir", "chown"]) await symlink("busybox", join(stand, "bin", name));
  await copyFile(certificates, join(stand, "etc/ssl/certs/ca-certificates.crt"));
  const env = "ENV PATH=/usr/local/go/bin:/bin GOPATH=/go GOTOOLCHAIN=local GOPROXY=off";
  await writeFile(join(place, "Containerfile"), `FROM scratch\nCOPY . /\n${env}\n`);
  buildah(...chroot, "--tag", "stand-in", "--file", join(place, "Containerfile"), stand);

  run("go", ["mod", "download"]);
  const volumes = [
    `${run("go", ["env", "GOROOT"])}:/usr/local/go:ro`,
    `${run("go", ["env", "GOMODCACHE"])}:/go/pkg/mod`,
    `${run("go", ["env", "GOCACHE"])}:/root/.cache/go-build`,
  ].flatMap((volume) => ["--volume", volume]);
  const from = ["--from", "stand-in", "--pull-never"];
  buildah(
    ...chroot,
    ...from,
    ...volumes,
    "--build-arg",
    "VERSION=1.2.3",
    "--tag",
    "relay",
    "-f",
    "worker/Containerfile",
    ".",
  );

  const { config } = JSON.parse(buildah("inspect", "--type", "image", "relay")).OCIv1;
  assert.equal(config.User, "65532:65532");
  assert.deepEqual(config.Entrypoint, ["/amora"]);
  assert.deepEqual(config.Cmd, ["serve", "--listen", "0.0.0.0:8787", "--data", "/data"]);
  assert.deepEqual(Object.keys(config.Volumes), ["/data"]);

  container = buildah("from", "--pull-never", "relay");
  const image = buildah("mount", container);
  const files = await readdir(image, { recursive: true });
  assert.deepEqual(files.sort(), ["amora", "data", "etc", "etc/ssl", "etc/ssl/certs", certificates.slice(1)].sort());
  assert.equal((await lstat(join(image, "data"))).uid, 65532);
  assert.match(run(join(image, "amora"), ["version"]), /1\.2\.3/);
  relay = await startRelay({ program: join(image, "amora"), web: place });
  assert.equal((await fetch(`${relay.url}/healthz`)).status, 200);
});
