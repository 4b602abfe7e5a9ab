import { writeFileSync } from "node:fs";
import type { Page } from "playwright";

/** Runs with the CDP profiler where CORAM_BENCH_PROFILE names a folder; the file opens in Chromium's developer tools. */
export async function profiled<T>(page: Page, name: string, run: () => Promise<T>): Promise<T> {
  const folder = process.env["CORAM_BENCH_PROFILE"];
  if (!folder) return run();
  const session = await page.context().newCDPSession(page);
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval: 200 });
  await session.send("Profiler.start");
  const result = await run();
  const { profile } = await session.send("Profiler.stop");
  writeFileSync(`${folder}/${name}.cpuprofile`, JSON.stringify(profile));
  await session.detach();
  return result;
}

/** What a page's own thread spent while something ran, in ms of wall clock. */
export interface Spent {
  script: number;
  style: number;
  layout: number;
  task: number;
}

export async function spent(page: Page, run: () => Promise<void>): Promise<Spent> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const look = async (): Promise<(name: string) => number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (name) => (metrics.find((each) => each.name === name)?.value ?? Number.NaN) * 1000;
  };
  const before = await look();
  await run();
  const after = await look();
  await session.detach();
  const of = (name: string): number => after(name) - before(name);
  return {
    script: of("ScriptDuration"),
    style: of("RecalcStyleDuration"),
    layout: of("LayoutDuration"),
    task: of("TaskDuration"),
  };
}
