import { describe, expect, it } from "vitest";
import { contextOf } from "../../../client/prepare/corrections/context-of.ts";
import { commandsOf, needsLetter } from "../../../client/prepare/names/names-acts.ts";
import { actionOf } from "../../../client/prepare/names/walk/names-keys.ts";
import { formsOf, groupsOf, replacementsOf, sureOf } from "../../../client/prepare/names/names-list.ts";
import { decideLocally } from "../../../client/prepare/names/names-local.ts";
import { marksOf } from "../../../client/prepare/names/names-marks.ts";
import { afterMoved } from "../../../client/prepare/names/walk/names-repeat.ts";
import { namesProgress } from "../../../schema/domain/names-progress.ts";
import { stepFrom, type WalkItem, walkOf } from "../../../client/prepare/names/walk/names-walk.ts";
import { revisionOf } from "../../helpers/text/verdict-text.ts";
import { entity, identifier, namesView, quasi } from "./names-view.ts";

const VIEW = namesView({
  entities: [entity("b", ["50", "70?"]), entity("a", ["10", "30?", "90?"])],
  identifiers: [
    identifier("i2", 80),
    identifier("i1", 20),
    identifier("i3", 99, { token: { kind: "Number", label: "1" } }),
  ],
  quasi: [quasi("q", 5)],
});

const words = (item: WalkItem): string => (item.kind === "mention" ? `${item.id}@${item.start}` : item.id);
const walked = (items: readonly WalkItem[]): string => items.map(words).join(" ");

/** Walks and decides as long as anything waits; says what was asked. */
function walkThrough(view: typeof VIEW, answer: "yes" | "no"): string {
  const asked: string[] = [];
  let now = view;
  let order = walkOf(now);
  let at = order[0] ?? null;
  while (at && asked.length < 100) {
    asked.push(words(at));
    now = commandsOf(now, at, { name: answer }).reduce(decideLocally, now);
    const before: readonly WalkItem[] = order;
    order = walkOf(now);
    at = stepFrom(before, order, at, 1);
  }
  return asked.join(" ");
}

describe("what is walked", () => {
  it("is each person by the first place with the unsure places, then numbers once a token, then what betrays", () => {
    expect(walked(walkOf(VIEW))).toBe("a a@30 a@90 b b@70 i1 i2 q");
  });

  it("asks each thing once and ends; who is no person has no places to look at", () => {
    expect(walkThrough(VIEW, "no")).toBe("a b i1 i2 q");
    const withTokens = { ...VIEW, quasi: [quasi("q", 5, { token: { kind: "Place", label: "1" } })] };
    expect(walkThrough(withTokens, "yes")).toBe("a a@30 a@90 b b@70 i1 i2 q");
  });

  it("steps round at both ends, and from one that is decided to its next", () => {
    const all = walkOf(VIEW);
    const first = all[0] ?? null;
    const last = all.at(-1) ?? null;
    expect(stepFrom(all, all, last, 1)).toEqual(first);
    expect(stepFrom(all, all, first, -1)).toEqual(last);
    expect(stepFrom(all, all.slice(1), first, 1)).toEqual(all[1]);
    expect(stepFrom(all, [], first, 1)).toBeNull();
  });

  it("counts as decided what no longer waits", () => {
    expect(namesProgress(VIEW)).toEqual({ decided: 0, all: 8 });
    expect(namesProgress(decideLocally(VIEW, { kind: "confirm", entity: "b" }))).toEqual({ decided: 1, all: 8 });
    expect(namesProgress(decideLocally(VIEW, { kind: "dismiss", entity: "a" }))).toEqual({ decided: 1, all: 6 });
  });
});

it("does not take the date beside a register for a birth by Enter, which says yes to all else", () => {
  const press = { key: "Enter", code: "Enter", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  const enter = actionOf(press);
  const dates = [
    identifier("i1", 20, { kind: "birth-date", sure: false }),
    identifier("i2", 40, { kind: "birth-date" }),
  ];
  const view = namesView({ identifiers: dates });
  const needs = dates.map(({ id }) => enter?.name === "yes" && needsLetter(view, { kind: "identifier", id }, enter));
  expect(needs).toEqual([true, false]);
  expect(needsLetter(view, { kind: "identifier", id: "i1" }, { name: "yes" })).toBe(false);
});

describe("a decision that somebody has overtaken", () => {
  it.each([
    ["is repeated where another thing was decided", "repeat", { kind: "dismiss", entity: "a" } as const],
    ["is done where the same was decided", "done", { kind: "confirm", entity: "b" } as const],
    ["is given up where the thing was decided otherwise", "gone", { kind: "dismiss", entity: "b" } as const],
    ["is given up where the thing is there no more", "gone", { kind: "merge", entities: ["a", "b"] } as const],
  ])("%s", (_, expected, other) => {
    const now = decideLocally(VIEW, other.kind === "merge" ? { ...other, entities: [...other.entities] } : other);
    expect(afterMoved({ kind: "confirm", entity: "b" }, VIEW, now)).toBe(expected);
  });

  it("on one place is not repeated on another text, whose places are others", () => {
    const command = { kind: "mention", entity: "a", start: 30, is: true } as const;
    expect(afterMoved(command, VIEW, { ...VIEW, number: 2 })).toBe("repeat");
    expect(afterMoved(command, VIEW, { ...VIEW, revision: 2 })).toBe("gone");
    const moved = decideLocally(VIEW, { kind: "move", entity: "a", starts: [30], to: "b" });
    expect(afterMoved(command, VIEW, moved)).toBe("gone");
  });

  it("to split or move needs all its places and both persons", () => {
    const command = { kind: "move", entity: "a", starts: [30, 90], to: "b" } as const;
    const copy = { ...command, starts: [...command.starts] };
    expect(afterMoved(copy, VIEW, { ...VIEW, number: 2 })).toBe("repeat");
    const moved = decideLocally(VIEW, { kind: "move", entity: "a", starts: [90], to: "b" });
    expect(afterMoved(copy, VIEW, moved)).toBe("gone");
  });
});

describe("what is shown at once", () => {
  it("merges and moves without losing or doubling a place", () => {
    const starts = (view: typeof VIEW): number[] =>
      view.entities.flatMap(({ mentions }) => mentions.map(({ start }) => start)).sort((x, y) => x - y);
    for (const command of [
      { kind: "merge" as const, entities: ["b", "a"] },
      { kind: "move" as const, entity: "a", starts: [10, 30, 90], to: "b" },
    ]) {
      const after = decideLocally(VIEW, command);
      expect(starts(after)).toEqual(starts(VIEW));
      expect(after.entities.map(({ id }) => id)).toEqual(["b"]);
    }
  });

  it("paints what was found and not dismissed, in text order, with the one that is looked at", () => {
    const view = decideLocally(VIEW, { kind: "dismiss", entity: "b" });
    expect(
      marksOf(view, { start: 30, end: 34 }).map(({ start, kind, current }) => `${start} ${kind}${current ? " *" : ""}`),
    ).toEqual([
      "5 quasi",
      "10 name",
      "20 identifier",
      "30 name-unsure *",
      "80 identifier",
      "90 name-unsure",
      "99 identifier",
    ]);
  });
});

describe("the list of persons", () => {
  it("finds a person by any form in any script, sorted, in groups by what was decided", () => {
    const people = [
      entity("x", ["1", "2"], { canonical: "Живка Ђорђевић" }),
      entity("y", ["3"], { canonical: "Ana", state: "confirmed" }),
      entity("z", ["0"], { canonical: "Žarko" }),
    ];
    const compare = (a: string, b: string): number => a.localeCompare(b, "sr");
    const ids = (filter: string, sort: "count" | "place" | "name"): string[] =>
      groupsOf(people, filter, sort, compare).map(
        ({ state, entities }) => `${state}: ${entities.map(({ id }) => id).join(" ")}`,
      );
    expect(ids("", "count")).toEqual(["proposed: x z", "confirmed: y"]);
    expect(ids("", "place")).toEqual(["proposed: z x", "confirmed: y"]);
    expect(ids("đorđević", "name")).toEqual(["proposed: x"]);
    expect(ids("z-0", "name")).toEqual(["proposed: z"]);
  });

  it("says of nobody that they are still to be replaced of whom no place is left", () => {
    const said = (id: string, isApplied: boolean) => {
      const person = entity(id, ["1"], { state: "confirmed", isApplied });
      return { ...person, mentions: person.mentions.map((mention) => ({ ...mention, state: "no" as const })) };
    };
    const shown = groupsOf([said("x", true), said("y", false)], "", "place", () => 0);
    expect(shown.map(({ state, entities }) => `${state}: ${entities.map(({ id }) => id).join(" ")}`)).toEqual([
      "in-text: x",
      "dismissed: y",
    ]);
  });

  it("counts forms, sure ones, and what an application replaces", () => {
    expect(sureOf(VIEW)).toBe(4);
    const twice = entity("a", ["10", "30"]);
    const same = { ...twice, mentions: twice.mentions.map((mention) => ({ ...mention, text: "Ana" })) };
    expect(formsOf(same).map(({ text, mentions }) => [text, mentions.length])).toEqual([["Ana", 2]]);
    const decided = [
      { kind: "confirm" as const, entity: "a" },
      { kind: "mention" as const, entity: "a", start: 30, is: true },
      { kind: "identifier" as const, id: "i2", state: "confirmed" as const },
    ].reduce(decideLocally, VIEW);
    const figures = { places: 3, persons: 1, identifiers: 1, quasi: 0, unseen: 1, open: 3, left: [], leftThings: [] };
    expect(replacementsOf(decided)).toEqual(figures);
    // The same number in two places is one thing and two places.
    const number = decided.identifiers.find(({ id }) => id === "i2");
    const alike = number ? [...decided.identifiers, { ...number, id: "i9", start: 90, end: 94 }] : [];
    expect(replacementsOf({ ...decided, identifiers: alike })).toEqual({ ...figures, places: 4 });
    // What lies in another place becomes one placeholder with it.
    const within = alike.map((each) =>
      each.id === "i9" && number ? { ...each, start: number.start, end: number.end - 1 } : each,
    );
    expect(replacementsOf({ ...decided, identifiers: within })).toEqual(figures);
    // Whose token is in the text already is not replaced again; who stays in clear is named.
    const before = { ...entity("d", []), state: "confirmed" as const };
    const again = { ...decided, entities: [...decided.entities, before] };
    expect(replacementsOf(again)).toEqual(figures);
    const kept = decideLocally(again, { kind: "identifier", id: "i2", state: "dismissed" });
    expect(replacementsOf(kept).leftThings).toEqual([{ words: number?.text, kind: number?.kind, places: 1 }]);
    const stays = decideLocally(again, { kind: "dismiss", entity: "b" });
    expect(replacementsOf(stays).left).toEqual([
      { name: stays.entities.find(({ id }) => id === "b")?.canonical, places: 2, surnameOf: [] },
    ]);
  });
});

describe("keys and context", () => {
  const press = (key: string, over = {}) =>
    actionOf({ key, code: "", shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...over });

  it("reads keys by their letter on a Latin and by their place on a Cyrillic keyboard, and roles by digit", () => {
    expect(press("y")).toEqual({ name: "yes" });
    expect(press("n")).toEqual({ name: "no" });
    expect(press("j")).toEqual({ name: "next" });
    expect(press("њ", { code: "KeyW" })).toEqual({ name: "walk" });
    expect(press("1")).toEqual({ name: "role", role: "victim" });
    expect(press("0")).toEqual({ name: "role", role: "other" });
    expect(press("z", { ctrlKey: true })).toEqual({ name: "undo" });
    expect(press("Z", { ctrlKey: true, shiftKey: true })).toEqual({ name: "redo" });
    expect(press("y", { ctrlKey: true })).toEqual({ name: "redo" });
    expect(press("y", { altKey: true })).toBeNull();
    expect(press("Y", { shiftKey: true })).toBeNull();
  });

  it("cuts the words around a place at whole words and never beyond its paragraph", () => {
    const revision = revisionOf("Prvi pasus ovde.\nDrugi pasus koji ima Milicu u sredini i još reči posle nje.");
    const start = revision.text.indexOf("Milicu");
    expect(contextOf(revision, { start, end: start + 6 }, 12)).toEqual({
      before: "… koji ima ",
      words: "Milicu",
      after: " u sredini i …",
      paragraph: "2",
    });
    expect(contextOf(revision, { start, end: start + 6 }, 500)).toEqual({
      before: "Drugi pasus koji ima ",
      words: "Milicu",
      after: " u sredini i još reči posle nje.",
      paragraph: "2",
    });
    // A cell alone does not tell of what a date is.
    const cells = [0, 1].map((column) => ({ cell: { table: 0, row: 1, column } }));
    const table = revisionOf("Doznaka 5\nIzvod iz matične knjige\n15.09.2022", [{}, ...cells]);
    const at = table.text.indexOf("15.09");
    expect(contextOf(table, { start: at, end: at + 10 })).toMatchObject({
      before: "Izvod iz matične knjige | ",
      words: "15.09.2022",
    });
  });
});
