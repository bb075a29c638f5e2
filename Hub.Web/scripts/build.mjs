// What `dotnet build` runs: installs when the lock file changed, builds beside the old output, then puts the new one in its place.
// Several builds may run at once in one tree; one works, the others wait for it.

import { execSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const home = join(dirname(fileURLToPath(import.meta.url)), "..");
const obj = join(home, "obj");
const lock = join(obj, "build.lock");
const stamp = join(home, "dist", ".built");
const askedAt = Date.now();
const longestBuild = 10 * 60_000;

process.chdir(home);
mkdirSync(obj, { recursive: true });
await takeLock();
try {
  if (!existsSync(stamp) || statSync(stamp).mtimeMs < askedAt) {
    install();
    build();
  }
} finally {
  rmSync(lock, { recursive: true, force: true });
}

async function takeLock() {
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, "pid"), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (isAbandoned()) rmSync(lock, { recursive: true, force: true });
    else await wait(200);
  }
}

// Whoever held it was killed, or the machine went down.
function isAbandoned() {
  try {
    if (Date.now() - statSync(lock).mtimeMs > longestBuild) return true;
    process.kill(Number(readFileSync(join(lock, "pid"), "utf8")), 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

function install() {
  // npm writes this file last: it is there only after an installation that ended.
  const installed = join("node_modules", ".package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync("package-lock.json").mtimeMs) return;
  try {
    run("npm ci --no-audit --no-fund --loglevel=error");
  } catch {
    console.log(
      "Hub.Web: its packages could not be installed (no network?). The hub is built without a new inbox app.",
    );
    process.exitCode = 0;
    rmSync(lock, { recursive: true, force: true });
    process.exit();
  }
}

function build() {
  const fresh = join(obj, "dist");
  run("npm run build --silent -- --logLevel warn", { HUB_WEB_OUT: fresh });
  const old = join(obj, "old");
  rmSync(old, { recursive: true, force: true });
  if (existsSync("dist")) renameSync("dist", old);
  renameSync(fresh, "dist");
  rmSync(old, { recursive: true, force: true });
  const now = new Date();
  utimesSync(stamp, now, now);
}

function run(command, env = {}) {
  execSync(command, { stdio: "inherit", env: { ...process.env, ...env } });
}
