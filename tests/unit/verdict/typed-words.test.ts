import { expect, test } from "vitest";
import { AnnotationId, CommentId, MemberId, newId, ThreadId, VerdictId } from "../../../schema/domain/ids.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { scopeKindOf } from "../../../schema/rooms/room-place.ts";
import type { ScopeKind } from "../../../schema/rooms/room-scope.ts";
import { screenDrafts } from "../../../client/sync/screening.ts";
import { type Draft, wordsOf } from "../../../client/sync/draft.ts";
import { onScreened, unsentWords } from "../../../client/typed/typed-on.ts";
import { TypedWords } from "../../../client/typed/typed-words.ts";

const KEY = "ruling 1 reason";
const ON = { kind: "act" as const, key: KEY };

const REPLY = { kind: "reply" as const, audience: "internal" as const, thread: newId(ThreadId) };
const ANSWERED = [
  ["a reply", REPLY, `reply ${REPLY.thread}`],
  ["another wording", { kind: "edit" as const, audience: "internal" as const, comment: newId(CommentId) }, "edit "],
  ["a tag's note", { kind: "note" as const, tag: newId(AnnotationId), word: "note" as const }, "note "],
] as const;

const ANSWER = { kind: "answer" as const, place: "discussion/internal", answer: "q/verdict", part: "value" as const };

/** The words of a draft, also where they are an answer's. */
function wordsIn({ entries }: Draft): unknown {
  const fields = entries.at(-1)?.fields;
  return fields?.["value"] ?? fields?.["body"] ?? fields?.["note"];
}

function page(kind: ScopeKind = "verdict", place: string | null = null) {
  const rights = { mayRead: false };
  const kept = WorkStore.inMemory(newId(MemberId), { kind: "verdict", id: newId(VerdictId) });
  const open = (): TypedWords => {
    const typed = new TypedWords({
      kind,
      placeOf: () => place,
      mayWrite: () => false,
      mayRead: () => rights.mayRead,
      setAside: () => undefined,
      store: () => kept,
      boxOf: ({ category }) => (typeof category === "string" ? `category ${category}` : null),
    });
    typed.layOut();
    return typed;
  };
  return { kept, open, rights };
}

test("words for an act lie in their box again when the page comes back, and go once they are sent", () => {
  const { kept, open } = page();
  const first = open();
  first.take(ON, "the court says so");
  // It may be asked for by whoever may write in no room.
  first.setAside();
  first.close();
  expect(unsentWords.has(KEY)).toBe(false);

  const second = open();
  expect(unsentWords.get(KEY)).toBe("the court says so");
  expect(second.listed.map(wordsOf)).toEqual(["the court says so"]);
  // The box has them now.
  second.take(ON, "the court says so twice");
  expect(second.listed).toEqual([]);
  second.close();
  expect(kept.drafts.map(wordsOf)).toEqual(["the court says so twice"]);

  const third = open();
  third.take(ON, "");
  expect(kept.drafts).toEqual([]);
  expect(unsentWords.has(KEY)).toBe(false);
});

test("words of a comment whose box is shut are listed, and no more once it is open again", () => {
  const { kept, open } = page("verdict", "own room");
  const on = { kind: "begin" as const, audience: "own" as const, key: "compose 1-4", fields: {} };
  const typed = open();
  typed.take(on, "begun");
  expect(typed.listed).toEqual([]);
  expect(typed.unsent.map(wordsOf)).toEqual(["begun"]);
  typed.shut(on);
  expect(typed.listed.map(wordsOf)).toEqual(["begun"]);
  expect(typed.unsent.map(wordsOf)).toEqual(["begun"]);
  typed.take(on, "begun, and gone on with", kept.drafts[0]?.id);
  expect(typed.listed).toEqual([]);
  expect(typed.unsent.map(wordsOf)).toEqual(["begun, and gone on with"]);
  typed.take(on, "");
  expect(typed.unsent).toEqual([]);
});

test("first words for a box that is always there lie in it again when the page comes back, and are not written twice", () => {
  const { kept, open } = page("methodology", "discussion");
  const on = { kind: "begin" as const, audience: "internal" as const, key: "category a1", fields: { category: "a1" } };
  const first = open();
  first.take(on, "join A1 and A2");
  first.close();
  expect(unsentWords.has(on.key)).toBe(false);
  const second = open();
  expect(unsentWords.get(on.key)).toBe("join A1 and A2");
  second.take(on, "join A1 and A2");
  expect(second.listed).toEqual([]);
  second.close();
  expect(kept.drafts.map(wordsOf)).toEqual(["join A1 and A2"]);
  const third = open();
  third.take(on, "");
  expect(kept.drafts).toEqual([]);
});

test.each(ANSWERED)(
  "%s lies in its box again when the page comes back, and goes on as the same draft",
  (_, on, begins) => {
    const { kept, open } = page("verdict", "discussion/internal");
    for (const words of ["half", "half a", "half a thought"]) {
      const typed = open();
      const found = [...unsentWords].filter(([key]) => key.startsWith(begins));
      typed.take(on, words);
      // Its box has it: nothing is listed.
      expect([found.length, typed.listed]).toEqual([words === "half" ? 0 : 1, []]);
      typed.close();
    }
    expect(kept.drafts.map(wordsOf)).toEqual(["half a thought"]);
    // Where nothing can be written now, the box that shows it does not let it go.
    const { kept: closed, open: reopen } = page("verdict", null);
    closed.setAside(kept.drafts[0]!, null);
    reopen().take(on, "half a thought");
    expect(closed.drafts.map(({ place }) => place)).toEqual(["discussion/internal"]);
  },
);

test("a box has the last of several drafts, what another tab has in none, and what is discarded no more", () => {
  const { kept, open } = page("verdict", "discussion/internal");
  const key = `reply ${REPLY.thread}`;
  open().take(REPLY, "older");
  const [older] = kept.drafts;
  kept.setAside(
    { ...older!, id: "newer", entries: [{ ...older!.entries[0]!, fields: { thread: REPLY.thread, body: "newer" } }] },
    null,
  );
  unsentWords.clear();
  const typed = open();
  expect(unsentWords.get(key)).toBe("newer");
  kept.drop("newer", "let-go");
  typed.layOut();
  expect(unsentWords.get(key)).toBe("older");
  typed.take(REPLY, "newest");
  kept.setAside({ ...older!, id: "late" }, null);
  unsentWords.set(key, "newest");
  // Nothing goes over what one types.
  typed.layOut();
  expect(unsentWords.get(key)).toBe("newest");
  typed.close();
  for (const { id } of kept.drafts) kept.drop(id, "let-go");
  kept.setAside({ ...older!, tab: "another" }, null);
  open();
  expect(unsentWords.has(key)).toBe(false);
});

test("once the last of several drafts of a box is sent, an older one stays listed whatever is typed there next", () => {
  const { kept, open } = page("verdict", "discussion/internal");
  open().take(REPLY, "older");
  const [older] = kept.drafts;
  kept.setAside(
    { ...older!, id: "newer", entries: [{ ...older!.entries[0]!, fields: { thread: REPLY.thread, body: "newer" } }] },
    null,
  );
  unsentWords.clear();
  const typed = open();
  typed.take(REPLY, "newer, gone on with");
  typed.take(REPLY, "");
  typed.layOut();
  expect(unsentWords.has(`reply ${REPLY.thread}`)).toBe(false);
  typed.take(REPLY, "t");
  // It goes to the device a moment later, unless the page is asked whether it may go.
  void typed.areAtRisk;
  expect(kept.drafts.map(wordsOf)).toEqual(["older", "t"]);
  expect(typed.listed.map(wordsOf)).toEqual(["older"]);
  typed.take(REPLY, "");
  expect(kept.drafts.map(wordsOf)).toEqual(["older"]);
});

test("what is erased from a reply that no box has yet is not laid into it", async () => {
  const { kept, open } = page("verdict", "discussion/internal");
  open().take(REPLY, "Petra says so");
  unsentWords.clear();
  const second = open();
  await screenDrafts(kept, (texts) => Promise.resolve(texts.map((text) => text.replace("Petra", "[Victim A]"))));
  expect(second.listed.map(wordsOf)).toEqual(["[Victim A] says so"]);
  expect([...unsentWords.values()].join()).not.toContain("Petra");
});

const withoutPetra = (text: string): string => text.replaceAll("Petra", "[Victim A]");

test.each(ANSWERED)(
  "what is erased from %s leaves the box that shows it too, with all that is typed while the server is asked",
  async (_, on) => {
    const { kept, open } = page("verdict", "discussion/internal");
    const before = open();
    before.take(on, "Petra says");
    before.close();
    const typed = open();
    const [key = ""] = [...unsentWords.keys()];
    // The box is opened first, and one types on while the server thinks.
    typed.take(on, "Petra says ");
    const shown: string[] = [];
    const stop = onScreened((each) => shown.push(`${each === key}: ${unsentWords.get(each)}`));
    const asked: string[][] = [];
    await screenDrafts(kept, (texts) => {
      asked.push(texts);
      if (asked.length === 1) typed.take(on, "Petra says so, Petra! ");
      return Promise.resolve(texts.map(withoutPetra));
    });
    stop();
    expect(asked).toEqual([["Petra says"], ["[Victim A] says so, Petra!"]]);
    expect(shown).toEqual(["true: [Victim A] says so, Petra! ", "true: [Victim A] says so, [Victim A]! "]);
    expect(kept.drafts.map((draft) => [draft.why, wordsOf(draft)])).toEqual([
      ["erased", "[Victim A] says so, [Victim A]!"],
    ]);
    expect(typed.listed).toEqual([]);
    // One goes on with what is left of them.
    typed.take(on, "[Victim A] says so, [Victim A]! Yes");
    typed.close();
    expect(kept.drafts.map(wordsOf)).toEqual(["[Victim A] says so, [Victim A]! Yes"]);
  },
);

/** Typed letter by letter into the middle of the name in `says Petra Kos here`. */
function typeInto(typed: TypedWords, on: Parameters<TypedWords["take"]>[0], words: string): void {
  for (let length = 1; length <= words.length; length++) typed.take(on, `says Pet${words.slice(0, length)}ra Kos here`);
}

test.each([
  ["a reply", REPLY],
  ["another wording", { ...ANSWERED[1][1], was: "says Petra Kos here" }],
  ["a tag's note", { ...ANSWERED[2][1], was: "says Petra Kos here" }],
  ["an answer in words", { ...ANSWER, was: "says Petra Kos here" }],
  ["the wording of a proposal", { ...ON, was: "says Petra Kos here" }],
])(
  "a name that is parted by what is typed into %s goes when it is erased, also once the page came back",
  async (_, on) => {
    const { kept, open } = page("verdict", "discussion/internal");
    unsentWords.clear();
    const first = open();
    if (!("was" in on)) first.take(on, "says Petra Kos here");
    typeInto(first, on, "er, a neighbour");
    first.close();
    unsentWords.clear();
    const second = open();
    typeInto(second, on, "er, a neighbour, or two");
    await screenDrafts(kept, (texts) =>
      Promise.resolve(texts.map((text) => text.replaceAll("Petra Kos", "[Victim A]"))),
    );
    expect(kept.drafts.map(wordsIn)).toEqual(["says [Victim A] er, a neighbour, or two here"]);
    expect(JSON.stringify(kept.drafts.map(({ id }) => kept.lettersOf(id)))).not.toMatch(/Petra|Kos/);
    second.close();
  },
);

test("who types on while the server is asked is rid of a name all the same, and the server is asked a few times", async () => {
  const { kept, open } = page("verdict", "discussion/internal");
  unsentWords.clear();
  const typed = open();
  typed.take(REPLY, "Petra says");
  const asked: string[] = [];
  await screenDrafts(kept, (texts) => {
    asked.push(...texts);
    typed.take(REPLY, `${unsentWords.get(ANSWERED[0][2]) ?? "Petra says"} and says`);
    return Promise.resolve(texts.map(withoutPetra));
  });
  expect(asked.length).toBeLessThan(6);
  expect(kept.drafts.map(wordsOf).join()).toMatch(/^\[Victim A\] says( and says)+$/);
  typed.close();
});

test("what is erased meanwhile comes back into no box", async () => {
  const { kept, open } = page();
  const first = open();
  first.take(ON, "Petra says so");
  first.close();
  const second = open();
  await screenDrafts(kept, (texts) => Promise.resolve(texts.map((text) => text.replace("Petra", "[Victim A]"))));
  expect(second.listed.map(({ why }) => why)).toEqual(["erased"]);
  expect(unsentWords.get(KEY)).toBe("[Victim A] says so");
  second.close();
});

test.each(["verdict", "output", "methodology"] as const)(
  "words for an act of one (%s) say of what they are, so that what is erased is asked of it",
  (kind) => {
    const { kept, open } = page(kind);
    open().take(ON, "the court says so");
    expect(kept.drafts.map(({ place }) => scopeKindOf(place))).toEqual([kind]);
    unsentWords.clear();
    open();
    expect(unsentWords.get(KEY)).toBe("the court says so");
  },
);

test("words in a box that a right closes stay in it while its thread can be read, as a draft, and are listed once it cannot", () => {
  const { kept, open, rights } = page("methodology", "discussion");
  rights.mayRead = true;
  const on = { kind: "reply" as const, audience: "internal" as const, thread: newId(ThreadId) };
  const typed = open();
  typed.take(on, "half a thought");
  unsentWords.set(`reply ${on.thread}`, "half a thought");
  typed.setAside();
  expect(unsentWords.get(`reply ${on.thread}`)).toBe("half a thought");
  expect(kept.drafts.map(wordsOf)).toEqual(["half a thought"]);
  expect(typed.listed).toEqual([]);

  rights.mayRead = false;
  typed.setAside();
  expect(unsentWords.has(`reply ${on.thread}`)).toBe(false);
});

test("a note that was begun on a colleague's words stays theirs too, though they take them away while it is typed", () => {
  const note = { kind: "note" as const, tag: newId(AnnotationId), word: "note" as const };
  const { kept, open } = page("verdict", "layer");
  const own = (): unknown[] => kept.drafts.map((draft) => [wordsOf(draft), draft.own]);
  const first = open();
  first.take({ ...note, isFirst: false }, "theirs, mine");
  first.take({ ...note, isFirst: true }, "theirs, mine too");
  first.close();
  expect(own()).toEqual([["theirs, mine too", undefined]]);
  const again = open();
  again.take({ ...note, isFirst: true }, "theirs, mine, on");
  again.close();
  expect(own()).toEqual([["theirs, mine, on", undefined]]);
  // Begun from nothing it is its writer's alone, when the page comes back too.
  const last = open();
  last.take(note, "");
  for (const words of ["mine", "mine alone"]) {
    const typed = open();
    typed.take({ ...note, isFirst: true }, words);
    typed.close();
  }
  expect(own()).toEqual([["mine alone", true]]);
});
