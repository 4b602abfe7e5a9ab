import * as fc from "fast-check";
import { expect, it } from "vitest";
import { documentFileName, type NamedDocument } from "../../../server/export/document/manuscript/file-name.ts";
import { runningTitle } from "../../../server/export/document/typography/typeset.ts";
import { SOURCE } from "../../helpers/network/an-output.ts";

const PAPER: NamedDocument = {
  template: "position-paper",
  number: null,
  title: "One claim, two trials",
  languages: ["en"],
  draft: 4,
  sources: [],
  withoutCaseNumbers: false,
};
const named = (of: Partial<NamedDocument>): string => documentFileName({ ...PAPER, ...of });

it("says which paper it is, in which language and how far", () => {
  expect(named({})).toBe("pp_one-claim-two-trials_en_draft-4");
  expect(named({ number: { series: "PP", year: 2026, number: 1 }, draft: null })).toBe(
    "pp-1-2026_one-claim-two-trials_en_approved",
  );
  expect(named({ title: "Један захтев, два суђења", languages: ["sr-Cyrl", "mk"] })).toBe(
    "pp_jedan-zahtev-dva-sudjenja_sr-cyrl-mk_draft-4",
  );
  expect(named({ template: "case-study", title: "Një kërkesë, çfarë më tej?", languages: ["sq"] })).toBe(
    "cs_nje-kerkese-cfare-me-tej_sq_draft-4",
  );
  expect(named({ template: "own-kind", title: "" })).toBe("own-kind_en_draft-4");
});

it("names no case: neither one that it quotes nor any other", () => {
  expect(named({ title: "Presuda K-Po1 12/23 Višeg suda u Nišu", sources: [SOURCE] })).toBe("pp_presuda_en_draft-4");
  expect(named({ title: "Пресудата К. бр. 7/24 и исплатата", languages: ["mk"] })).toBe(
    "pp_presudata-i-isplatata_mk_draft-4",
  );
  // Who has both on one disk can tell which of them may go out.
  expect(named({ withoutCaseNumbers: true })).toBe("pp_one-claim-two-trials_en_draft-4_no-case-numbers");
});

it("is ASCII and short, whatever the title", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.boolean(), (title, withoutCaseNumbers) => {
      const name = named({ title, languages: ["sr-Cyrl", "sr-Latn"], draft: 12_345, withoutCaseNumbers });
      expect(name).toMatch(/^[a-z0-9_-]+$/);
      expect(`${name}.docx`.length).toBeLessThanOrEqual(80);
    }),
    { verbose: true },
  );
});

it("a long title stands at the top of pages up to its colon, so that the section has room beside it", () => {
  const running = (title: string): string => runningTitle({ title });
  expect(running("A door that opened only from outside")).toBe("A door that opened only from outside");
  expect(running("One claim, two trials: compensation of victims in three countries")).toBe("One claim, two trials");
  expect(running("Едно барање, две судења – надомест на жртвите во три држави")).toBe("Едно барање, две судења");
  const long = "What the verdicts of three countries say of compensation that victims never saw";
  expect(running(long)).toBe("What the verdicts of three countries say of …");
});
