// Server with the demo network that restarts on change, and the client with hot reload, in one terminal.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findNode, TOO_OLD } from "../bin/find-node.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const node = findNode();
if (!node) {
  process.stderr.write(`${TOO_OLD}\n`);
  process.exit(1);
}
const children = [
  spawn(
    node,
    [
      "--watch-path=server",
      "--watch-path=schema",
      "server/cli.ts",
      "demo",
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
const stop = () => children.forEach((child) => child.kill("SIGTERM"));
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
for (const child of children)
  child.on("exit", (code) => {
    stop();
    process.exitCode = code ?? 1;
  });
