import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { decisionsIndex } from "./decisions-index.ts";
import { httpPage } from "./http-page.ts";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Every page of the repository that is generated, by its path. */
export function generatedPages(): Record<string, string> {
  return {
    "docs/decisions/README.md": decisionsIndex(join(ROOT, "docs/decisions")),
    "docs/http.md": httpPage(ROOT),
  };
}
