// Runs everything that must hold: types, lint and format, and beside them every test. The last line is `N passed, N failed, N skipped`.
import { spawn } from "node:child_process";
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

/** Resolves to the exit code, with what was written where that is not passed on; `started` is given the process. */
function run(name, args, { env, isHeard, started = () => {} }) {
  return new Promise((resolve) => {
    const out = isHeard ? "inherit" : "pipe";
    const child = spawn(bin(name), args, { cwd: root, stdio: ["ignore", out, out], env });
    const written = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => written.push(chunk));
    child.on("error", (error) => resolve({ code: 1, said: `${error.message}\n` }));
    child.on("close", (code) => resolve({ code: code ?? 1, said: Buffer.concat(written) }));
    started(child);
  });
}

/** Resolves to the first exit code that is not 0. Only what fails is told: the tests may have had the last line by then. */
async function check() {
  // Go collects less often, and one checker looks at each file once: several took more than twice the processor time.
  const lookedAt = { GOGC: "400", ...env };
  for (const [name, ...args] of [
    ["oxfmt", "--check"],
    ["tsc", "-b", "--checkers", "1"],
    ["oxlint", "--type-aware"],
  ]) {
    const { code, said } = await run(name, args, { env: lookedAt, isHeard: false });
    if (code === 0) continue;
    process.stdout.write(`coram: ${name} ${args.join(" ")}\n`);
    process.stdout.write(said);
    return code;
  }
  return 0;
}

// Beside each other: tests leave the processor idle while they wait. A check that fails ends them, since nothing counts then.
process.stdout.write("coram: checking format, types and lint beside the tests\n");
let tests;
const tested = run("vitest", ["run", ...process.argv.slice(2)], {
  env,
  isHeard: true,
  started: (child) => (tests = child),
});
const checked = check().then((code) => {
  if (code !== 0) tests.kill();
  return code;
});
const codes = [await checked, (await tested).code];
if (codes[0] !== 0) process.stdout.write("0 passed, 1 failed, 0 skipped\n");
process.exitCode = codes.find((code) => code !== 0) ?? 0;
