// Server with the demo network that restarts on change, and the client with hot reload, in one terminal. The network is made once, in a
// folder that goes with this process: what is done in it stays over a restart.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findNode, TOO_OLD } from "../bin/find-node.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const node = findNode();
if (!node) {
  process.stderr.write(`${TOO_OLD}\n`);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), "coram-dev-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
let children = [];
const stop = () => children.forEach((child) => child.kill("SIGTERM"));
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
const made = spawnSync(node, ["server/cli.ts", "demo", "--make", folder], { cwd: root, stdio: "inherit" });
if (made.status !== 0) process.exit(made.status ?? 1);
children = [
  spawn(
    node,
    [
      "--watch-path=server",
      "--watch-path=schema",
      "server/cli.ts",
      "serve",
      "--data",
      folder,
      "--port",
      "8080",
      "--url",
      "http://localhost:5173",
    ],
    {
      cwd: root,
      stdio: "inherit",
    },
  ),
  spawn(join(root, "node_modules", ".bin", "vite"), ["client", "--port", "5173", "--strictPort"], {
    cwd: root,
    stdio: "inherit",
  }),
];
for (const child of children)
  child.on("exit", (code) => {
    stop();
    process.exitCode = code ?? 1;
  });
