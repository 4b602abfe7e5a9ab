import { builtModule } from "./workers/built-module.ts";

const { run } = (await import(builtModule("cli/run").href)) as typeof import("./cli/run.ts");

process.exitCode = await run(process.argv.slice(2));
