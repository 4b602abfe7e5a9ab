import { defineConfig } from "vitest/config";
import { playwright } from "@vitest/browser-playwright";
import { CHROMIUM_ARGS, findChromium } from "./tests/helpers/chromium.ts";
import { ClosingLine } from "./tests/helpers/closing-line.ts";

const node = { environment: "node", globalSetup: [] as string[] } as const;

export default defineConfig({
  test: {
    reporters: ["default", new ClosingLine()],
    projects: [
      { test: { ...node, name: "unit", include: ["tests/unit/**/*.test.ts"], testTimeout: 20_000 } },
      { test: { ...node, name: "fuzz", include: ["tests/fuzz/**/*.test.ts"], testTimeout: 60_000 } },
      {
        test: {
          ...node,
          name: "realtime",
          include: ["tests/realtime/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...node,
          name: "browser",
          include: ["tests/browser/flows/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "elements",
          include: ["tests/browser/elements/**/*.test.ts"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findChromium() ?? "chromium", args: CHROMIUM_ARGS },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
