import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What a file of a project keeps its worker busy for, on average, beside one of `unit`. */
const WEIGHT: Readonly<Record<string, number>> = { realtime: 4, fuzz: 4, integration: 8, unit: 1 };

/**
 * Spreads the flows evenly over the other files. A flow waits for pages as long as it computes, so a core stands idle
 * while it runs alone, and two of them at once wait for each other: most of the time it is one flow and something else.
 */
export class TwoLanes extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const flows = sorted.filter(({ project }) => project.name === "browser" || project.name === "firefox");
    const rest = sorted.filter(({ project }) => ["realtime", "fuzz", "integration"].includes(project.name));
    rest.push(...sorted.filter(({ project }) => project.name === "unit"));
    const total = rest.reduce((sum, file) => sum + weightOf(file), 0);
    const woven: TestSpecification[] = [];
    let done = 0;
    let begun = 0;
    for (const file of rest) {
      while (begun < flows.length && begun * total <= done * flows.length) woven.push(...flows.slice(begun, ++begun));
      woven.push(file);
      done += weightOf(file);
    }
    woven.push(...flows.slice(begun));
    const known = new Set(woven);
    return [...woven, ...sorted.filter((file) => !known.has(file))];
  }
}

const weightOf = ({ project }: TestSpecification): number => WEIGHT[project.name] ?? 1;
