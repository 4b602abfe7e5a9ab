import type { Coverage } from "../../../schema/editor/coverage.ts";

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
