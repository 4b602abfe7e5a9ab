// Runs the random tests with fresh seeds: `npm run fuzz`, `RUNS=200 npm run fuzz`, `SEED=7 npm run fuzz`.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = join(root, "node_modules", ".bin");
const env = { RUNS: "20", ...process.env, PATH: `${bin}:${process.env.PATH}` };
const done = spawnSync(
  join(bin, "vitest"),
  ["run", "--project", "fuzz", "--testTimeout", "600000", ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env,
  },
);
process.exit(done.status ?? 1);
