import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type TestContext } from "vitest";

const SCRIPT = join(import.meta.dirname, "../../../scripts/test.js");

interface Ran {
  lines: string[];
  status: number | null;
  /** How many runs of Vitest were begun. */
  runs: number;
}

/** Runs scripts/test.js in a tree in which these stand for the programs that it calls. */
function runTests(context: TestContext, programs: Record<string, string>): Ran {
  const root = mkdtempSync(join(tmpdir(), "coram-script-"));
  context.onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const bin = join(root, "node_modules", ".bin");
  mkdirSync(bin, { recursive: true });
  mkdirSync(join(root, "scripts"));
  writeFileSync(join(root, "package.json"), JSON.stringify({ type: "module" }));
  copyFileSync(SCRIPT, join(root, "scripts", "test.js"));
  for (const name of ["vitest", "tsc", "oxlint", "oxfmt"]) {
    writeFileSync(join(bin, name), `#!/bin/sh\necho ${name} >> "${root}/begun"\n${programs[name] ?? ""}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const { stdout, status } = spawnSync(process.execPath, [join(root, "scripts", "test.js")], {
    encoding: "utf8",
    timeout: 30_000,
    env: { ...process.env, TMPDIR: root },
  });
  const runs = readFileSync(join(root, "begun"), "utf8")
    .split("\n")
    .filter((name) => name === "vitest").length;
  return { lines: stdout.trimEnd().split("\n"), status, runs };
}

const TESTS = 'echo "3 passed, 0 failed, 0 skipped"';
/** Waits until the tests have said what they have to say. */
const AFTER = 'while [ ! -e "$TMPDIR/said" ]; do :; done';

test("the last line of a run counts the tests, though a check takes longer than they do", (context) => {
  const { lines, status, runs } = runTests(context, {
    vitest: `${TESTS}; touch "$TMPDIR/said"`,
    tsc: AFTER,
    oxlint: 'echo "Found 0 warnings and 0 errors."',
  });
  expect(runs).toBeGreaterThan(1);
  expect([lines.at(-1), status]).toEqual([`${runs * 3} passed, 0 failed, 0 skipped`, 0]);
});

test("each project is a run of its own, and is counted with the others", (context) => {
  const { lines, status, runs } = runTests(context, {
    vitest:
      'if [ "$3" = elements ]; then echo "2 passed, 1 failed, 0 skipped"; exit 1; else echo "3 passed, 0 failed, 4 skipped"; fi',
  });
  const others = runs - 1;
  expect([lines.at(-1), status]).toEqual([`${others * 3 + 2} passed, 1 failed, ${others * 4} skipped`, 1]);
});

test("a run that ends without counting is one that failed", (context) => {
  const { lines, status, runs } = runTests(context, {
    vitest: `if [ "$3" = elements ]; then exit 7; else ${TESTS}; fi`,
  });
  expect([lines.at(-1), status]).toEqual([`${(runs - 1) * 3} passed, 1 failed, 0 skipped`, 7]);
});

test("a check that fails says why, ends the run as failed and has the last line", (context) => {
  const { lines, status } = runTests(context, {
    vitest: `${TESTS}; touch "$TMPDIR/said"`,
    tsc: `${AFTER}; echo "a.ts(1,1): error"; echo "b.ts(1,1): error" >&2; exit 2`,
  });
  expect(lines).toEqual(expect.arrayContaining(["coram: tsc -b --checkers 1", "a.ts(1,1): error", "b.ts(1,1): error"]));
  expect([lines.at(-1), status]).toEqual(["0 passed, 1 failed, 0 skipped", 2]);
});

test("what failed is named above the last line, though other runs wrote after it", (context) => {
  const { lines, runs } = runTests(context, {
    vitest:
      'if [ "$3" = firefox ]; then echo "FAILED firefox  a.test.ts > b: c"; echo "2 passed, 1 failed, 0 skipped"; exit 1; else ' +
      `${TESTS}; fi`,
  });
  expect(lines.slice(-2)).toEqual([
    "FAILED firefox  a.test.ts > b: c",
    `${(runs - 1) * 3 + 2} passed, 1 failed, 0 skipped`,
  ]);
});

test("tests that fail end the run as failed, though every check holds", (context) => {
  const { lines, status, runs } = runTests(context, { vitest: 'echo "2 passed, 1 failed, 0 skipped"; exit 1' });
  expect([lines.at(-1), status]).toEqual([`${runs * 2} passed, ${runs} failed, 0 skipped`, 1]);
});
