import { describe, expect, test } from "vitest";
import { Suggestions } from "../../../schema/domain/privacy.ts";
import { toCyrillic, toLatin } from "../../../schema/language/script.ts";
import { findNames } from "../../../server/privacy/find/find.ts";
import {
  GOLD_VERDICTS,
  missedIdentifiers,
  readNamesGold,
  rewritten,
  scoreNames,
  type NamesGold,
} from "../../helpers/text/names-gold.ts";
import { withOtherNames } from "../../helpers/text/other-names.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

describe.each(GOLD_VERDICTS)("what is proposed for %s", (id) => {
  const verdict = readNamesGold(id);
  const found = findNames(verdict.text, verdict.gold);
  const score = scoreNames(verdict, found);

  test("hides at least 99 % of the mentions, and 90 % of what it proposes are mentions", () => {
    expect(score.recall, score.missed.join("\n")).toBeGreaterThanOrEqual(0.99);
    expect(score.precision, score.wrong.join("\n")).toBeGreaterThanOrEqual(0.9);
  });

  test("puts at least 95 % of the mentions to the person who is meant", () => {
    expect(score.linking, score.unlinked.join("\n")).toBeGreaterThanOrEqual(0.95);
  });

  test("holds every identifier at every place, and hardly anything else", () => {
    expect(missedIdentifiers(verdict, found)).toEqual([]);
    const occurrences = verdict.gold.identifiers.reduce((sum, each) => sum + each.occurrences, 0);
    expect(found.identifiers.length).toBeLessThanOrEqual(occurrences * 1.1);
  });

  test("calls no made-up number valid", () => {
    const numbers = found.identifiers.filter(({ kind }) => kind === "jmbg" || kind === "embg" || kind === "nid");
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.filter(({ valid }) => valid !== false)).toEqual([]);
  });

  test("gives the role that the court gives, to victims and defendants", () => {
    const wrong = verdict.gold.persons
      .filter(({ role }) => role === "victim" || role === "defendant")
      .filter(({ id: person, role }) => {
        const [start] = verdict.gold.mentions.find((mention) => mention[2] === person) ?? [-1];
        return !found.entities.some(
          (entity) => entity.role === role && entity.mentions.some((each) => each.start <= start && start < each.end),
        );
      });
    expect(wrong.map(({ canonical }) => canonical)).toEqual([]);
  });

  test("has the shape of the contract: sorted, apart, no identifier within a mention, the words as they stand", () => {
    expect(Suggestions.parse(found)).toEqual(found);
    const mentions = found.entities.flatMap((entity) => entity.mentions).sort((a, b) => a.start - b.start);
    for (const list of [mentions, found.identifiers, found.quasi])
      for (const [i, each] of list.entries()) {
        expect(verdict.text.slice(each.start, each.end)).toBe(each.text);
        expect(each.start).toBeGreaterThanOrEqual(list[i - 1]?.end ?? 0);
      }
    const inside = found.identifiers.filter(({ start, end }) =>
      mentions.some((mention) => mention.start <= start && end <= mention.end),
    );
    expect(inside).toEqual([]);
  });

  test("is the same for the same text", () => {
    expect(findNames(verdict.text, verdict.gold)).toEqual(found);
  });
});

describe.each(GOLD_VERDICTS)("with other people in %s", (id) => {
  test.each(seeds([11, 12]))("at least 97 %% of the mentions are hidden, whatever the names are (seed %i)", (seed) => {
    const verdict = withOtherNames(readNamesGold(id), new Seeded(seed));
    const score = scoreNames(verdict, findNames(verdict.text, verdict.gold));
    expect(score.recall, score.missed.join("\n")).toBeGreaterThanOrEqual(0.97);
    expect(score.precision, score.wrong.join("\n")).toBeGreaterThanOrEqual(0.9);
  });
});

const plain = (text: string): string =>
  text.replace(/đ/g, "dj").replace(/Đ/g, "Dj").normalize("NFD").replace(/\p{M}/gu, "");
const latin = (verdict: NamesGold): NamesGold =>
  rewritten(verdict, (part) => toLatin(part, verdict.gold.language === "mk" ? "mk" : "sr"));

describe("nothing more is missed where the same verdict is written", () => {
  test.each<[string, NamesGold]>([
    ["in Latin letters (Serbian)", latin(readNamesGold("rs-organised"))],
    ["in Latin letters (Macedonian)", latin(readNamesGold("mk-organised"))],
    ["in Cyrillic letters", rewritten(readNamesGold("rs-individual"), (part) => toCyrillic(part))],
    ["without diacritics (Serbian)", rewritten(readNamesGold("rs-individual"), plain)],
    ["without diacritics (Macedonian)", rewritten(latin(readNamesGold("mk-individual")), plain)],
    ["without diacritics (Albanian)", rewritten(readNamesGold("al-organised"), plain)],
    ...GOLD_VERDICTS.map((id): [string, NamesGold] => [
      `with every name in capitals (${id})`,
      rewritten(readNamesGold(id), (part, isName) => (isName ? part.toUpperCase() : part)),
    ]),
  ])("%s", (_, verdict) => {
    const score = scoreNames(verdict, findNames(verdict.text, verdict.gold));
    expect(score.recall, score.missed.join("\n")).toBeGreaterThanOrEqual(0.99);
    expect(score.precision, score.wrong.join("\n")).toBeGreaterThanOrEqual(0.9);
  });
});
