// Runs everything that must hold: types, lint and format, then every test. The last line is `N passed, N failed, N skipped`.
import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = (name) => join(root, "node_modules", ".bin", name);

/**
 * Where tests keep their data folders: in memory where there is room. Each of hundreds of servers waits for the disk at
 * every commit, and a process that is killed leaves the same files there. A TMPDIR that is set is kept.
 */
function scratchFolder() {
  const memory = "/dev/shm";
  const parent = (() => {
    if (process.env.TMPDIR) return tmpdir();
    try {
      accessSync(memory, constants.W_OK);
      const { bavail, bsize } = statfsSync(memory);
      return bavail * bsize >= 4 * 2 ** 30 ? memory : tmpdir();
    } catch {
      return tmpdir();
    }
  })();
  return mkdtempSync(join(parent, "coram-tests-"));
}

const scratch = scratchFolder();
// Ctrl+C ends what runs below, and then this.
process.on("SIGINT", () => {});
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
const env = {
  // Tests start the server and the command line hundreds of times: compiled once, each start costs half.
  NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "node-compile"),
  ...process.env,
  TMPDIR: scratch,
  // The bundled Node first, so that tests run on it although the machine's own may be older.
  PATH: `${join(root, "node_modules", ".bin")}:${process.env.PATH}`,
};

// Go collects less often, and one checker looks at each file once: several took more than twice the processor time.
const lookedAt = { GOGC: "400", ...env };
for (const [name, ...args] of [
  ["tsc", "-b", "--checkers", "1"],
  ["oxlint", "--type-aware"],
  ["oxfmt", "--check"],
]) {
  process.stdout.write(`coram: ${name} ${args.join(" ")}\n`);
  const done = spawnSync(bin(name), args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: lookedAt });
  if (done.status !== 0) {
    process.stdout.write("0 passed, 1 failed, 0 skipped\n");
    process.exit(done.status ?? 1);
  }
}
const done = spawnSync(bin("vitest"), ["run", ...process.argv.slice(2)], {
  cwd: root,
  stdio: ["ignore", "inherit", "inherit"],
  env,
});
process.exit(done.status ?? 1);
