import { stripVTControlCharacters } from "node:util";
import type { TestModule } from "vitest/node";

/** How many files are named of those that took longest. */
const NAMED = 10;

/**
 * A Vitest reporter that names the slowest files and what failed, one line each beginning with `FAILED`, and whose last line is
 * `N passed, N failed, N skipped`: for scripts and for CI, which may keep no more than the end of what was written.
 */
export class ClosingLine {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    let skipped = 0;
    const named = errors.map((error) => failure("", [error]));
    for (const module of modules) {
      const file = `${module.project.name}  ${module.relativeModuleId}`;
      // A file that could not be collected has no tests of its own, and still it failed.
      if (module.errors().length > 0) {
        failed++;
        named.push(failure(file, module.errors()));
      }
      for (const test of module.children.allTests()) {
        const { state, errors: its } = test.result();
        if (state === "passed") passed++;
        else if (state === "failed") {
          failed++;
          named.push(failure(`${file} > ${test.fullName}`, its));
        } else skipped++;
      }
    }
    if (modules.length > 1) process.stdout.write(slowest(modules));
    process.stdout.write(named.join(""));
    process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  }
}

/** What failed and the first line of why; of a wait in a page also what was waited for. */
function failure(what: string, errors: readonly unknown[]): string {
  const [error] = errors;
  const why = error && typeof error === "object" && "message" in error ? error.message : error;
  const [first = "", ...more] = stripVTControlCharacters(String(why)).split("\n");
  const awaited = more.find((line) => line.includes("waiting for"))?.trim() ?? "";
  return `FAILED ${what}: ${first} ${awaited}`.trimEnd() + "\n";
}

/** The slowest files in seconds, by project, and how long each project's files took together. */
function slowest(modules: readonly TestModule[]): string {
  const timed = modules.map((module) => ({ module, seconds: module.diagnostic().duration / 1000 }));
  const totals = new Map<string, number>();
  for (const { module, seconds } of timed)
    totals.set(module.project.name, (totals.get(module.project.name) ?? 0) + seconds);
  const lines = timed
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, NAMED)
    .map(
      ({ module, seconds }) =>
        `${seconds.toFixed(1).padStart(7)} s  ${module.project.name}  ${module.relativeModuleId}`,
    );
  const sums = [...totals].map(([name, seconds]) => `${name} ${seconds.toFixed(0)} s`).join(", ");
  return `\nThe slowest files:\n${lines.join("\n")}\nFiles of each project together: ${sums}\n`;
}
