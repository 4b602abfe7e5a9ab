import { expect, test } from "vitest";
import * as Y from "yjs";
import { changesOf, type EntryChange } from "../../../client/sync/batch.ts";
import { wordsOf } from "../../../client/sync/draft.ts";
import { replay } from "../../../client/sync/replay.ts";
import { screenEntries } from "../../../client/sync/screening.ts";
import { QuestionId, randomId } from "../../../schema/domain/ids.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";

const claim = QuestionId.parse("q.claim");
const now = new Date("2026-11-26T10:00:00.000Z");

/** What one act on answers is, taken out of its document. */
function lifted(act: (room: AnswersRoom) => void, doc = new Y.Doc()): EntryChange[] {
  const room = new AnswersRoom(doc);
  let changes: EntryChange[] = [];
  doc.on("afterTransaction", (transaction: Y.Transaction) => (changes = changesOf(doc, transaction)));
  doc.transact(() => act(room));
  return changes;
}

test("a lifted answer goes into another document with all its parts, once, and leaves a colleague's others", () => {
  const tag = randomId();
  const changes = lifted((room) => {
    room.change(claim, "verdict", { value: "yes", version: 1 });
    room.addEvidence(claim, "verdict", tag, null);
    room.change(claim, "verdict", { note: "see page 4" });
  });
  expect(changes).toEqual([
    {
      root: "answers",
      id: "q.claim/verdict",
      made: false,
      fields: { value: "yes", version: 1, note: "see page 4", [`ev/${tag}`]: true },
    },
  ]);
  const next = new Y.Doc();
  const room = new AnswersRoom(next);
  const theirs = randomId();
  room.change(claim, "verdict", { certainty: "unsure", note: "theirs" });
  room.addEvidence(claim, "verdict", theirs, null);
  expect(replay(next, changes, now)).toBe("written");
  expect(replay(next, changes, now)).toBe("already");
  const answer = room.answer(claim, "verdict");
  expect(answer).toMatchObject({ value: "yes", version: 1, note: "see page 4", certainty: "unsure" });
  expect(answer.evidence.map(({ id }) => id).sort()).toEqual([tag, theirs].sort());
});

test("words for an empty note come below what a colleague wrote, once, and are not taken for letters within it", () => {
  const changes = (note: string): EntryChange[] => [
    { root: "answers", id: "q.claim/verdict", made: false, fields: { note, was: "" } },
  ];
  const doc = new Y.Doc();
  const room = new AnswersRoom(doc);
  room.change(claim, "verdict", { note: "Da li je to nejasno?" });
  for (const note of ["ne", "?", "see page 4\nand 5"]) {
    expect(replay(doc, changes(note), now)).toBe("written");
    expect(replay(doc, changes(note), now)).toBe("already");
  }
  expect(room.answer(claim, "verdict").note).toBe("Da li je to nejasno?\nne\n?\nsee page 4\nand 5");
});

test("an answer is never without a place, and a draft of one shows its words", () => {
  const changes = lifted((room) => room.change(claim, "verdict", { note: "why", value: "in words", version: 1 }));
  expect(replay(new Y.Doc(), changes, now)).toBe("written");
  const draft = {
    id: "d",
    place: "layer/x",
    entries: changes,
    why: "refused",
    late: false,
    at: now.toISOString(),
  } as const;
  expect(wordsOf({ ...draft, entries: [...changes] })).toBe("in words\n\nwhy");
});

test("words of an answer are screened for what was erased, as notes are", async () => {
  const changes = lifted((room) =>
    room.change(claim, "verdict", { value: "Petrović ga je vozio", version: 1, note: "P" }),
  );
  const asked: string[] = [];
  const [screened] = await screenEntries([changes], (texts) => {
    asked.push(...texts);
    return Promise.resolve(texts.map((text) => text.replace("Petrović", "[Victim A]")));
  });
  expect(asked.sort()).toEqual(["P", "Petrović ga je vozio"]);
  expect(screened?.[0]?.fields).toMatchObject({ value: "[Victim A] ga je vozio", version: 1, note: "P" });
});
