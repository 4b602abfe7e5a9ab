import type { Coverage } from "../../../schema/editor/coverage.ts";
import { verdictsDrawnOn } from "../../../schema/editor/drawn-on.ts";
import { nodesOf, type OutputDocument } from "../../../schema/editor/output-document.ts";

/** Whether nothing of a document wants anything. */
export function isComplete({ bare, uncited, incomplete, unused }: Coverage): boolean {
  return (
    bare.length + uncited.length + incomplete.length === 0 && unused.every(({ passages }) => passages.length === 0)
  );
}

/** What in a section wants something, but for passages that are left over: nobody must use all. */
export function openPointsOf({ bare, uncited }: Coverage, section: string): number {
  return Number(bare.includes(section)) + uncited.filter((each) => each.section === section).length;
}

const DRAWN_ON: ReadonlySet<string> = new Set(["timeline", "actors", "comparison"]);

/** Something that whoever approves a document is told of: sections, paragraphs, tables, quotes, or what is said of it. */
export interface OpenPoint {
  kind: "bare" | "uncited" | "incomplete" | "unset" | "changed" | "threads";
  count: number;
}

/** What is open in a document, but for what nobody must use. `changed`: how many quotes, figures and tables say something else by now. */
export function openPoints(
  doc: OutputDocument | null,
  coverage: Coverage | null,
  changed: number,
  threads: readonly { resolved: boolean }[],
): OpenPoint[] {
  const unset = doc
    ? [...nodesOf(doc)].filter(({ node }) => DRAWN_ON.has(node.type) && verdictsDrawnOn(node).length === 0).length
    : 0;
  const all: OpenPoint[] = [
    { kind: "bare", count: coverage?.bare.length ?? 0 },
    { kind: "incomplete", count: coverage?.incomplete.length ?? 0 },
    { kind: "uncited", count: coverage?.uncited.length ?? 0 },
    { kind: "unset", count: unset },
    { kind: "changed", count: changed },
    { kind: "threads", count: threads.filter(({ resolved }) => !resolved).length },
  ];
  return all.filter(({ count }) => count > 0);
}
