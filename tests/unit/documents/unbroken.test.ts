import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { hold } from "../../../schema/language/unbroken.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import { withSoftHyphens } from "../../../server/export/document/typography/soft-hyphens.ts";
import { COVER, paragraph, words } from "../../helpers/network/an-output.ts";

/** Blanks that hold are shown as `~`. */
const held = (text: string): string => hold(text).replaceAll("\u00a0", "~");

it("keeps a sign and its number, a day and its month, a figure and its unit on one line", () => {
  for (const [text, expected] of [
    ["see § 12 and Art. 4 (b), paras. 3", "see §~12 and Art.~4 (b), paras.~3"],
    ["iz člana 388. stav 1. i čl. 390", "iz člana~388. stav~1. i~čl.~390"],
    ["из члана 388 став 1", "из члана~388 став~1"],
    ["neni 110/a, pika 2", "neni~110/a, pika 2"],
    ["on 14 March 2023; dana 19. jun 2024.; 22 ноември 2024", "on 14~March 2023; dana 19.~jun 2024.; 22~ноември 2024"],
    ["19. 6. 2024.", "19.~6.~2024."],
    ["1 250 000 RSD, 15 % of 600 EUR", "1~250~000~RSD, 15~% of 600~EUR"],
    ["[Victim A] and [Person 12] of p. 2, reasoning [41]", "[Victim A] and [Person 12] of p.~2, reasoning~[41]"],
    ["a part of 12 and no. of them", "a~part of 12 and no. of them"],
    ["i u kući, a ne o njoj", "i~u~kući, a~ne o~njoj"],
    ["12,480 euros, 204.000,00 денари, 3 km", "12,480~euros, 204.000,00~денари, 3~km"],
    ["¶ 41, членот 15, nenit 15", "¶~41, членот~15, nenit~15"],
    ["J. S. Jovanović, claim (a) and [Victim A] said", "J. S. Jovanović, claim (a) and [Victim A] said"],
  ] as const)
    expect(held(text)).toBe(expected);
});

it("changes nothing but blanks, and nothing more the second time", () => {
  const piece = fc.constantFrom(
    "§",
    "Art.",
    "čl.",
    "12",
    "388",
    "14",
    "March",
    "јун",
    "[Victim A]",
    "[41]",
    "EUR",
    "x",
    ".",
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(piece, fc.constantFrom("", " ", "  ", "\n")), { maxLength: 20 }), (pieces) => {
      const text = pieces.flat().join("");
      const once = hold(text);
      expect(once.replaceAll(/[\s\u00a0]/g, "")).toBe(text.replaceAll(/\s/g, ""));
      expect(hold(once)).toBe(once);
    }),
    { verbose: true },
  );
});

it("parts no consonant from the vowel behind it where only patterns part words", () => {
  const parted = (language: UiLanguage, said: string): string => {
    const document = { type: "doc" as const, content: [paragraph(words(said))] };
    const of = { document, parts: [], title: "One", language, facts: COVER, withoutCaseNumbers: false };
    const all = JSON.stringify(withSoftHyphens(toManuscript(of)).blocks);
    return /"text":"([^"]*\u00ad[^"]*)"/u.exec(all)?.[1]?.replaceAll("\u00ad", "-") ?? "";
  };
  expect(parted("mk", "правосилна пресудата оштетената")).toBe("пра-во-силна пре-су-дата оште-те-ната");
  expect(parted("sr-Latn", "pravosnažna izuzetno")).toBe("pra-vo-sna-žna izu-zetno");
});
