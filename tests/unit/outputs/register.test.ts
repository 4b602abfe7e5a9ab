import { expect, it } from "vitest";
import { newId, OutputId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { addresseesIn, type Recommendation, shownIn } from "../../../schema/editor/register.ts";

it("says it as the reader's language does once that is as far as the leading one, and names whom it addresses in that language", () => {
  const said = (language: "sq" | "en", body: string, addressee: string, status: "draft" | "approved") => ({
    output: newId(OutputId),
    block: newId(BlockId),
    title: body,
    language,
    status,
    body,
    addressee,
    finding: "",
    verb: "",
    deadline: "",
    indicator: "",
  });
  const names = { en: "Courts", sq: "Gjykatat" };
  const of = (english: "draft" | "approved", typed: string, known: object): Recommendation => ({
    ...said("sq", "Të vendosin.", "Gjykatat", "approved"),
    deadline: "31 dhjetor 2027",
    names: known,
    countries: [],
    section: null,
    followUp: null,
    mayFollow: false,
    others: [said("en", "Decide.", typed, english)],
  });
  const shown = (...asked: Parameters<typeof of>): string[] => {
    const { said: words, addressee, addresseeLang, others } = shownIn(of(...asked), "en");
    return [words.body, words.deadline, addressee, addresseeLang, ...others.map(({ language }) => language)];
  };
  expect(shown("approved", "", names)).toEqual(["Decide.", "31 December 2027", "Courts", "en", "sq"]);
  expect(shown("draft", "", names)).toEqual(["Të vendosin.", "31 dhjetor 2027", "Courts", "en", "en"]);
  expect(shown("approved", "The courts", {}).slice(2, 4)).toEqual(["The courts", "en"]);
  expect(shown("approved", "", {}).slice(2, 4)).toEqual(["Gjykatat", "sq"]);
  // A paper is offered whom papers of its own language address.
  const used = [of("draft", "The courts", {}), of("approved", "", {}), of("draft", "The courts ", {})];
  expect([addresseesIn(used, "en"), addresseesIn(used, "sq"), addresseesIn(used, "mk")]).toEqual([
    ["The courts"],
    ["Gjykatat"],
    [],
  ]);
  const mine = shownIn(of("approved", "The courts", {}), "sq");
  expect([mine.said.body, mine.addressee, mine.addresseeLang]).toEqual(["Të vendosin.", "Gjykatat", "sq"]);
});
