import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { playwright } from "@vitest/browser-playwright";
import { CHROMIUM_ARGS, findHeadless } from "./tests/helpers/browser/programs/chromium.ts";
import { ClosingLine } from "./tests/helpers/runner/closing-line.ts";

// How long what must come is waited for: only a failure takes so long, and a second is none on a busy machine.
const PATIENT = { poll: { timeout: 20_000 } };

// A worker reads the sources once for all its files: that was a tenth of the time of units, and half of that of a short file of realtime.
const node = {
  environment: "node",
  isolate: false,
  // Node strips the types itself and keeps what it compiled (NODE_COMPILE_CACHE). Behind Vite's runner each use of what is imported is a
  // getter: that was a quarter of the processor's time of the integration tests.
  experimental: { viteModuleRunner: false, nodeLoader: false },
  // What dies young is looked over less often: an eighth of the time of files that export and store. The other is how the
  // program is started (bin/run-node.js).
  execArgv: ["--max-semi-space-size=32", "--no-regexp-tier-up"],
  setupFiles: ["tests/helpers/runner/no-source-maps.ts"],
  globalSetup: [] as string[],
  expect: PATIENT,
};

const BUNDLED = [
  "@floating-ui/dom",
  "@lit/context",
  "@lit/task",
  "axe-core",
  "fast-check",
  "fractional-indexing",
  "lib0/decoding",
  "lib0/encoding",
  "lib0/buffer",
  "lit",
  "lit/decorators.js",
  "lit/directives/class-map.js",
  "lit/directives/keyed.js",
  "lit/directives/repeat.js",
  "prosemirror-gapcursor",
  "prosemirror-keymap",
  "prosemirror-model",
  "prosemirror-state",
  "prosemirror-transform",
  "prosemirror-view",
  "y-websocket",
  "yjs",
  "zod",
];

export default defineConfig({
  test: {
    reporters: ["default", new ClosingLine()],
    // Two at a time on two cores: tests wait for sockets, disks and pages more than they compute. By itself it would take one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { test: { ...node, name: "unit", include: ["tests/unit/**/*.test.ts"], testTimeout: 60_000 } },
      {
        test: {
          ...node,
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      { test: { ...node, name: "fuzz", include: ["tests/fuzz/**/*.test.ts"], testTimeout: 60_000 } },
      {
        test: {
          ...node,
          name: "realtime",
          include: ["tests/realtime/**/*.test.ts", "tests/chaos/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...node,
          name: "browser",
          include: ["tests/browser/flows/**/*.test.ts"],
          // A worker has one browser for all its flows.
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...node,
          name: "firefox",
          include: ["keyboard-only", "two-lawyers", "output-offline"].map(
            (flow) => `tests/browser/flows/**/${flow}.test.ts`,
          ),
          env: { CORAM_FLOWS_IN: "firefox" },
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        // All at once before the first test: a package found half-way makes Vite reload pages under running tests.
        optimizeDeps: { include: BUNDLED },
        // As people have it: Lit checks itself where it is developed.
        resolve: { conditions: ["production", "module", "browser"] },
        test: {
          name: "elements",
          expect: PATIENT,
          testTimeout: 60_000,
          // One page at a time has the keyboard.
          fileParallelism: false,
          // A page of its own for each file loads the whole client anew: that was a quarter of the processor's time.
          isolate: false,
          setupFiles: ["tests/helpers/browser/device/clean-page.ts"],
          include: ["tests/browser/elements/**/*.test.ts"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findHeadless() ?? "chromium", args: CHROMIUM_ARGS },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
