import { expect, it } from "vitest";
import { MemberId, newId } from "../../../schema/domain/ids.ts";
import { sameOf } from "../../../schema/domain/names-progress.ts";
import { decide } from "../../../server/privacy/names/names.ts";
import type { NamesContext } from "../../../server/store/shapes/names-document.ts";
import { lookOver, noNames } from "../../../server/privacy/names/names-look.ts";
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

it("numbers places from one in the order in which they are replaced", () => {
  const place = (id: string, label: string) =>
    quasi(id, Number(id.slice(1)) * 10, { text: `Mesto ${id}`, token: { kind: "Place", label } });
  const before = { ...document, quasi: [place("q1", "1"), place("q2", "2"), place("q3", "3")] };
  const replace = (of: typeof before, id: string) =>
    decide(of, { kind: "quasi", id, state: "replace", alike: true }, context);
  const labels = (of: typeof before) => of.quasi.map(({ token: own }) => own?.label);
  const second = replace(before, "q2");
  expect(labels(second)).toEqual(["2", "1", "3"]);
  expect(labels(replace(second, "q3"))).toEqual(["3", "1", "2"]);
  expect(labels(decide(second, { kind: "undo" }, context))).toEqual(labels(before));
});

it("adds a place that nobody proposed in all its forms, of its own or as another, and a number; each is undone as one", () => {
  const said =
    "Živi u Novom Selu, a rođena je u Staroj Luci. Iz Novog Sela je otišla. Stan broj 7, i opet stan broj 7.";
  const here = { ...context, text: said };
  const nothing = { ...noNames(1), number: 1 };
  const rangeOf = (words: string) => ({ start: said.indexOf(words), end: said.indexOf(words) + words.length });
  const add = { kind: "add-thing", as: null, everywhere: true } as const;
  const one = decide(nothing, { ...add, of: "settlement", range: rangeOf("Novog Sela") }, here);
  const told = (of: typeof one): string[] =>
    [...of.quasi, ...of.identifiers].map(({ text: words, token: own, state }) => `${words} ${own?.label} ${state}`);
  expect(told(one)).toEqual(["Novom Selu 1 replace", "Novog Sela 1 replace"]);
  // What stands in the text as a placeholder is the same place still.
  const application = { revision: 2, units: [], sealed: false, mentions: [], identifiers: [], quasi: one.quasi };
  const replaced = { ...nothing, applications: [application] };
  expect(told(decide(replaced, { ...add, of: "settlement", range: rangeOf("Novom Selu") }, here))).toEqual([
    "Novom Selu 1 replace",
    "Novog Sela 1 replace",
  ]);
  expect(told(decide(replaced, { ...add, of: "settlement", range: rangeOf("Staroj Luci") }, here))).toEqual([
    "Staroj Luci 2 replace",
  ]);
  // Said of a placeholder by its words, which the text must hold, and of one of its own where another place is called the same.
  const standing = { ...here, text: said.replace("Stan broj 7", "[Place 1] br") };
  const luka = { ...add, of: "settlement", range: rangeOf("Staroj Luci") } as const;
  expect(told(decide(nothing, { ...luka, as: "[Place 1]" }, standing))).toEqual(["Staroj Luci 1 replace"]);
  expect(() => decide(nothing, { ...luka, as: "[Place 1]" }, here)).toThrow("not-there");
  const own = { ...add, of: "settlement", range: rangeOf("Novom Selu"), own: true } as const;
  expect(told(decide(replaced, own, here))[0]).toBe("Novom Selu 2 replace");
  const two = decide(
    one,
    { ...add, of: "settlement", range: rangeOf("Staroj Luci"), as: one.quasi[0]?.id ?? "" },
    here,
  );
  expect(told(two)).toEqual(["Novom Selu 1 replace", "Staroj Luci 1 replace", "Novog Sela 1 replace"]);
  const three = decide(two, { ...add, of: "number", range: rangeOf("broj 7") }, here);
  expect(told(three).slice(3)).toEqual(["broj 7 1 confirmed", "broj 7 1 confirmed"]);
  expect(told(decide(three, { kind: "undo" }, here))).toEqual(told(two));
  expect(() =>
    decide(two, { ...add, of: "number", range: rangeOf("broj 7"), as: one.quasi[0]?.id ?? "" }, here),
  ).toThrow("not-there");
});

it("takes an address with its town and without it as one, but where the street stands in two towns", () => {
  const tokensFor = (...addresses: string[]) => {
    const found = addresses.map((words, i) => identifier(`i${i}`, i * 50, { kind: "address", text: words }));
    const looked = lookOver(noNames(1), "", { entities: [], identifiers: found, quasi: [] }, [], "sr");
    return looked.identifiers.map((each) => each.token.label);
  };
  const street = "ul. Mokranjčeva br. 118";
  expect(tokensFor(street, `${street}, Niš`, "ul. Studenička br. 41, stan br. 7")).toEqual(["1", "1", "2"]);
  expect(tokensFor(`${street}, Niš`, `${street}, Leskovac`, street)).toEqual(["1", "2", "3"]);
});
