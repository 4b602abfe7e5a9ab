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

/** Resolves to the exit code and what was written, which is passed on too where it `isHeard`; `started` is given the process. */
function run(name, args, { isHeard, env: its = env, started = () => {} }) {
  return new Promise((resolve) => {
    const child = spawn(bin(name), args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: its });
    const written = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        written.push(chunk);
        if (isHeard) process.stdout.write(chunk);
      });
    child.on("error", (error) => resolve({ code: 1, said: `${error.message}\n` }));
    child.on("close", (code) => resolve({ code: code ?? 1, said: Buffer.concat(written).toString() }));
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
    const { code, said } = await run(name, args, { env: lookedAt });
    if (code === 0) continue;
    process.stdout.write(`coram: ${name} ${args.join(" ")}\n`);
    process.stdout.write(said);
    return code;
  }
  return 0;
}

/** The runs of Vitest: elements by themselves, which have one page, and so a core, for all their files. */
const asked = process.argv.slice(2);
const RUNS =
  asked.length > 0
    ? [asked]
    : [
        ["--project", "!elements*"],
        ["--project", "elements"],
      ];

/** Every test that is asked for; resolves to what each run came to. `started` is given each process. */
async function runTests(checked, started) {
  const [lanes = [], ...others] = RUNS;
  const first = run("vitest", ["run", ...lanes], { isHeard: true, started });
  const rest = others.map(async (args) => {
    // Three at once are one too many.
    if ((await checked) !== 0) return { code: 1, said: "" };
    const ended = await run("vitest", ["run", ...args], { started });
    process.stdout.write(ended.said);
    return ended;
  });
  return Promise.all([first, ...rest]);
}

/** `N passed, N failed, N skipped` of all runs; one that ended without such a line counts as failed. */
function closingLine(ended) {
  const counts = ended.map(({ said }) => /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(said) ?? ["", 0, 1, 0]);
  const [passed, failed, skipped] = [1, 2, 3].map((i) => counts.reduce((sum, each) => sum + Number(each[i]), 0));
  return `${passed} passed, ${failed} failed, ${skipped} skipped\n`;
}

// Beside each other: tests leave the processor idle while they wait. A check that fails ends them, since nothing counts then.
process.stdout.write("coram: checking format, types and lint beside the tests\n");
const running = [];
const checked = check().then((code) => {
  if (code !== 0) for (const tests of running) tests.kill();
  return code;
});
const ended = await runTests(checked, (child) => running.push(child));
const failedCheck = await checked;
process.stdout.write(failedCheck === 0 ? closingLine(ended) : "0 passed, 1 failed, 0 skipped\n");
process.exitCode = [failedCheck, ...ended.map(({ code }) => code)].find((code) => code !== 0) ?? 0;
