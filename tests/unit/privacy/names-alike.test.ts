import { expect, it } from "vitest";
import { MemberId, newId } from "../../../schema/domain/ids.ts";
import { sameOf } from "../../../schema/domain/names-progress.ts";
import { decide } from "../../../server/privacy/names/names.ts";
import type { NamesContext } from "../../../server/store/shapes/names-document.ts";
import { noNames } from "../../../server/privacy/names/names-look.ts";
import { identifier, quasi } from "../prepare/names-view.ts";

const text = "JMBG 1403984744963 i opet 1403984744963, a kod drugog 0101990730018 u Nišu.";
const context: NamesContext = { by: newId(MemberId), text, language: "sr", unitLabels: [] };
const at = (words: string, from = 0): number => text.indexOf(words, from);
const token = { kind: "Number", label: "1" } as const;
const number = (id: string, words: string, from = 0) => {
  const start = at(words, from);
  return identifier(id, start, { end: start + words.length, text: words, ...(words.startsWith("1") ? { token } : {}) });
};
const document = {
  ...noNames(1),
  number: 1,
  identifiers: [number("i1", "1403984744963"), number("i2", "1403984744963", 10), number("i3", "0101990730018")],
  quasi: [quasi("q1", at("Nišu")), quasi("q2", at("u Nišu"), { end: at("u Nišu") + 1 })],
};

it("decides all with the same token at once where that is meant, and undoes them as one", () => {
  const command = { kind: "identifier", id: "i2", state: "confirmed" } as const;
  const states = (of: typeof document): string[] => of.identifiers.map(({ state }) => state);
  const one = decide(document, command, context);
  expect(one.identifiers.map(({ state }) => state)).toEqual(["proposed", "confirmed", "proposed"]);
  const all = decide(document, { ...command, alike: true }, context);
  expect(all.identifiers.map(({ state }) => state)).toEqual(["confirmed", "confirmed", "proposed"]);
  const undone = decide(all, { kind: "undo" }, context);
  expect(undone.identifiers.map(({ state }) => state)).toEqual(states(document));
});

it("takes what has no token as alike to the same words of a kind, in whatever script", () => {
  const said = { kind: "illness", text: "bolest" } as const;
  const things = [
    quasi("q1", 0, said),
    quasi("q2", 10, { ...said, text: "Болест" }),
    quasi("q3", 20, { ...said, text: "duga bolest" }),
    quasi("q4", 30, { ...said, kind: "occupation" }),
  ];
  expect(sameOf(things).map((same) => same.map(({ id }) => id))).toEqual([["q1", "q2"], ["q3"], ["q4"]]);
  const command = { kind: "quasi", id: "q2", state: "keep", alike: true } as const;
  const all = decide({ ...document, quasi: things }, command, context);
  expect(all.quasi.map(({ id, state }) => `${id} ${state}`)).toEqual(["q1 keep", "q2 keep", "q3 open", "q4 open"]);
});

it("says of two names that they are of one organisation, which is undone as one, and never of things of two kinds", () => {
  const named = (id: string, text: string, label: string, kind = "Organisation" as const) =>
    quasi(id, Number(id.slice(1)) * 10, { kind: "business", text, token: { kind, label } });
  const things = [named("q1", "ДУТ Месечина", "1"), named("q2", "Месечина", "2"), named("q3", "Месечина", "2")];
  const place = quasi("q9", 90, { token: { kind: "Place", label: "1" } });
  const before = { ...document, quasi: [...things, place] };
  const same = { kind: "same", of: "quasi", id: "q2", as: "q1" } as const;
  const after = decide(before, same, context);
  const told = (of: typeof before): string[] => of.quasi.map(({ token, state }) => `${token?.label} ${state}`);
  expect(told(after)).toEqual(["1 replace", "1 replace", "1 replace", "1 open"]);
  expect(told(decide(after, { kind: "undo" }, context))).toEqual(told(before));
  expect(() => decide(before, { ...same, as: "q9" }, context)).toThrow("not-there");
});
