import { expect, test } from "vitest";
import * as Y from "yjs";
import { textsOf } from "../../../client/methodology/draft/words/version-texts.ts";
import { DRAFT_ROOTS, DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { seedDraft } from "../../../schema/rooms/draft/draft-seed.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";

test("every text that a version puts into the draft is known to be the version's", () => {
  const content = readStarterMethodology();
  const room = new DraftRoom(new Y.Doc());
  seedDraft(room, content, "2026-11-30T04:00:00.000Z");
  const known = textsOf(content);
  const texts = DRAFT_ROOTS.flatMap((root) => room.roots[root].all())
    .flatMap(({ fields }) => Object.entries(fields))
    .filter(([name, value]) => name.includes(":") && value !== "");
  expect(texts.length).toBeGreaterThan(500);
  expect(texts.filter(([name]) => name.startsWith("include:")).length).toBeGreaterThan(10);
  expect(texts.filter(([, value]) => typeof value === "string" && !known.has(value))).toEqual([]);
});
