import { readFileSync } from "node:fs";
import { MethodologyContent } from "../../schema/domain/methodology/methodology.ts";

/** The methodology that every network begins with: version 1 until its members freeze a later one. */
export function readStarterMethodology(): MethodologyContent {
  const file = new URL("data/methodology.json", import.meta.url);
  return MethodologyContent.parse(JSON.parse(readFileSync(file, "utf8")));
}
