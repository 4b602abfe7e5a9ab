import { describe, expect, test } from "vitest";
import { findForms, formsOf, standingIn } from "../../../schema/language/forms.ts";
import { toCyrillic } from "../../../schema/language/script.ts";
import { GOLD_VERDICTS, readNamesGold } from "../../helpers/text/names-gold.ts";

const found = (text: string, name: string, language: "sr" | "mk" | "sq", initials = false): string[] =>
  findForms(text, formsOf(name, language, { initials }), language).map(({ start, end }) => text.slice(start, end));

// Nicknames and what is written as in a message: a person confirms them as names of their own.
const NICKNAMES =
  /^(?:Gogi\p{L}*|Чоле|Шеф|Неши|Олга кув\.|Цане\p{L}*|Газдата|Пандата|Џими|Јела|Мира|Bledi|Xhaxhi|Tini|Nikut|gezimin)$/u;

describe("the forms of a name", () => {
  test.each(GOLD_VERDICTS)("reach every mention of %s that is made of the name", (id) => {
    const { text, gold } = readNamesGold(id);
    const missed: string[] = [];
    for (const person of gold.persons) {
      const forms = findForms(text, formsOf(person.canonical, gold.language, { initials: true }));
      for (const [start, end, of] of gold.mentions) {
        const mention = text.slice(start, end);
        if (of !== person.id || NICKNAMES.test(mention)) continue;
        if (!forms.some((form) => form.start <= start && end <= form.end))
          missed.push(`${person.canonical}: ${mention}`);
      }
    }
    expect(missed).toEqual([]);
  });

  test.each(GOLD_VERDICTS)("of %s that may stand in the text are few, and are found where all of them are", (id) => {
    const { text, gold } = readNamesGold(id);
    const mayStand = standingIn([text], gold.language);
    const made = { all: 0, few: 0 };
    for (const { canonical } of gold.persons) {
      const all = formsOf(canonical, gold.language, { initials: true });
      const few = formsOf(canonical, gold.language, { initials: true, mayStand });
      made.all += all.length;
      made.few += few.length;
      const placesOf = (forms: readonly string[]) =>
        findForms(text, forms, gold.language).map(({ start, end }) => ({ start, end }));
      expect(placesOf(few), canonical).toEqual(placesOf(all));
    }
    expect(made.few).toBeLessThan(made.all / 4);
  });

  test("cross scripts, case, order and missing diacritics", () => {
    const text = "ЂОРЂЕВИЋ МАРКУ, Marka Đorđevića, marko djordjevic, Djordjeviću, Марков, M. Đorđević";
    expect(found(text, "Marko Đorđević", "sr")).toEqual([
      "ЂОРЂЕВИЋ МАРКУ",
      "Marka Đorđevića",
      "marko djordjevic",
      "Djordjeviću",
      "Марков",
      "M. Đorđević",
    ]);
  });

  test("stand with the mark of a footnote against them, and no longer form behind it is missed", () => {
    const text = "Marko Đorđević12 je otišao, 3Marku i MARKO4 Đorđević5 takođe; K12 i 63a nisu niko";
    const mentions = ["Marko Đorđević", "Marku", "MARKO", "Đorđević"];
    expect(found(text, "Marko Đorđević", "sr")).toEqual(mentions);
    const forms = formsOf("Marko Đorđević", "sr", { mayStand: standingIn([text], "sr") });
    expect(findForms(text, forms, "sr").map(({ start, end }) => text.slice(start, end))).toEqual(mentions);
  });

  test("are whole words", () => {
    expect(found("Markovac, Đorđevićevac i Ivanmarko", "Marko Đorđević", "sr")).toEqual([]);
  });

  test("of a woman's surname in Macedonian and of an adjective in Serbian agree", () => {
    expect(found("Петровска, Петровскиот, кај Ана Петровска", "Ана Петровска", "mk")).toEqual([
      "Петровска",
      "Ана Петровска",
    ]);
    expect(found("Krajnovskog, Krajnovskom, Krajnovskim", "Siniša Krajnovski", "sr")).toHaveLength(3);
  });

  test("mark the last word in Albanian, and lie behind a hyphen at foreign names", () => {
    expect(found("Arben Hoxhës, Arbenit, Hoxhën, HOXHA ARBEN", "Arben Hoxha", "sq")).toHaveLength(4);
    expect(found("sipas Vanhoutte-s", "Pieter Vanhoutte", "sq")).toEqual(["Vanhoutte-s"]);
  });

  test("of an Albanian name are found as neighbours spell them", () => {
    expect(found("обвинетиот Шпенд Ќерими", "Shpend Qerimi", "sq")).toEqual(["Шпенд Ќерими"]);
  });

  test("that are ordinary words are names with a capital only", () => {
    const text = "Shpresa foli; vetëm shpresa mbetet.";
    expect(findForms(text, formsOf("Shpresa Kola", "sq"), "sq").map(({ start }) => start)).toEqual([0]);
  });

  test("with initials only where they are asked for", () => {
    expect(found("K.N. i N. K.", "Klevis Ndoka", "sq")).toEqual([]);
    expect(found("K.N. i N. K.", "Klevis Ndoka", "sq", true)).toEqual(["K.N.", "N. K."]);
  });

  test("are the same from either script", () => {
    const latin = formsOf("Ljubinka Arsić", "sr");
    const text = "Љубинке Арсић, Ljubinkin, LJUBINKU ARSIĆ";
    expect(findForms(text, latin)).toHaveLength(3);
    expect(findForms(text, formsOf(toCyrillic("Ljubinka Arsić"), "sr"))).toHaveLength(3);
  });
});
