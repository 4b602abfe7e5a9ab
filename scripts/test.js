// Runs everything that must hold: types, lint and format, and beside them every test. The last line is `N passed, N failed, N skipped`.
import { spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { availableParallelism, setPriority, tmpdir } from "node:os";
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
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      // Whole lines only: another run writes between them.
      let line = "";
      stream.setEncoding("utf8").on("data", (text) => {
        said += text;
        line += text;
        const end = line.lastIndexOf("\n") + 1;
        if (isHeard) process.stdout.write(line.slice(0, end));
        line = line.slice(end);
      });
    }
    child.on("error", (error) => resolve({ code: 1, said: `${error.message}\n` }));
    child.on("close", (code) => resolve({ code: code ?? 1, said }));
    started(child);
  });
}

/** Resolves to the first exit code that is not 0. Only what fails is told: the tests may have had the last line by then. */
async function check() {
  // Go collects less often, and one checker looks at each file once: several took more than twice the processor time. On one
  // thread both take a fifth less of it still; the tests have the other core meanwhile.
  const lookedAt = { GOGC: "400", GOMAXPROCS: "1", ...env };
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

const WORKERS = Math.max(1, Math.floor(availableParallelism() / 2));
/** One project a run: Vitest ends a worker, with all that it has loaded and its browser, where the next file is another project's. */
const project = (name, ...args) => ["--project", name, ...args, "--max-workers", String(WORKERS)];
/** The runs of a project in so many shares that the lane which comes to its end first has something to take. */
const shares = (name, count) => Array.from({ length: count }, (_, i) => project(name, "--shard", `${i + 1}/${count}`));

/**
 * The runs of Vitest, in lanes. A flow waits for pages as long as it computes, so a core stands idle while it runs alone, and two
 * of them at once wait for each other: most of the time it is one flow and something else. Of elements there is one run, which have
 * one page for all their files. What only computes fills what those two leave idle: a twelfth of two cores, by measure.
 * The short runs are nobody's until the lanes are empty: begun last, they let all lanes end at nearly the same time. While all of
 * realtime was one run it ended 42 s after everything else.
 */
const asked = process.argv.slice(2);
const all = asked.length === 0;
const FLOWING = all ? [project("firefox"), ...shares("browser", 6)] : [asked];
const WAITING = all ? [project("elements"), ...shares("realtime", 4)] : [];
const FILLING = all ? [project("integration")] : [];
const LAST = all ? [project("unit"), project("fuzz")] : [];

/** What a lane takes that has nothing of its own any more: from whichever has most left. */
const fromOthers = () =>
  [FLOWING, WAITING, FILLING].reduce((most, each) => (each.length > most.length ? each : most)).pop();

/** Gives way: whatever else runs goes first. */
const LOW_PRIORITY = 5;
function givesWay(child) {
  try {
    if (child.pid) setPriority(child.pid, LOW_PRIORITY);
  } catch {
    // It has ended already, or may not be moved here; then it is only as quick as the others.
  }
}

/** Every test that is asked for; resolves to what each run came to. `started` is given each process, and none is begun once `isOver`. */
async function runTests(started, isOver, checked) {
  const ended = [];
  const drive = async (own) => {
    for (;;) {
      const filling = own === FILLING && own.length > 0;
      const args = own.shift() ?? fromOthers() ?? LAST.shift();
      if (!args || isOver()) return;
      const begins = (child) => {
        if (filling) givesWay(child);
        started(child);
      };
      ended.push(await run("vitest", ["run", ...args], { isHeard: true, started: begins }));
    }
  };
  // The checks are the third until they have ended.
  await Promise.all([drive(FLOWING), drive(WAITING), checked.then(() => drive(FILLING))]);
  return ended;
}

/** The `FAILED` lines of all runs, then `N passed, N failed, N skipped`; a run that ended without counting has failed. */
function closing(ended) {
  const named = ended.flatMap(({ said }) => said.match(/^FAILED .*\n/gm) ?? []);
  const counts = ended.map(({ said }) => /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(said) ?? ["", 0, 1, 0]);
  const [passed, failed, skipped] = [1, 2, 3].map((i) => counts.reduce((sum, each) => sum + Number(each[i]), 0));
  return `${named.join("")}${passed} passed, ${failed} failed, ${skipped} skipped\n`;
}

// Beside each other: tests leave the processor idle while they wait. A check that fails ends them, since nothing counts then.
process.stdout.write("coram: checking format, types and lint beside the tests\n");
const running = [];
let isOver = false;
const checked = check().then((code) => {
  isOver = code !== 0;
  if (isOver) for (const tests of running) tests.kill();
  return code;
});
const ended = await runTests(
  (child) => running.push(child),
  () => isOver,
  checked,
);
const failedCheck = await checked;
process.stdout.write(failedCheck === 0 ? closing(ended) : "0 passed, 1 failed, 0 skipped\n");
process.exitCode = [failedCheck, ...ended.map(({ code }) => code)].find((code) => code !== 0) ?? 0;
