import { expect, it } from "vitest";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import {
  lettersOf,
  withSoftHyphens,
  withUsedHyphens,
} from "../../../server/export/document/typography/soft-hyphens.ts";
import { COVER, node, paragraph, quoteState, words } from "../../helpers/network/an-output.ts";

it("parts words around a reference where lines end", () => {
  const heading = node("heading", { level: 1, section: "facts" }, words("Nalaz"));
  const seen = paragraph(
    words("Videti "),
    node("reference", { to: heading.attrs?.["id"] }),
    words(", gde obrazloženje stoji."),
  );
  const soft = withSoftHyphens(
    toManuscript({
      document: { type: "doc", content: [heading, seen] },
      parts: [],
      title: "Nalaz",
      language: "sr-Latn",
      facts: COVER,
      withoutCaseNumbers: false,
    }),
  );
  const letters = lettersOf("Videti odeljak, gde obrazloženje stoji.");
  const begins = new Set([0, letters.indexOf("zloženje")]);
  const [used] = withUsedHyphens([soft], { text: { letters, begins }, notes: { letters: "", begins: new Set() } });
  const said = used?.blocks.flatMap((block) => (block.kind === "paragraph" ? block.content : [])) ?? [];
  expect(said.slice(0, 3).map((each) => ("text" in each ? each.text : ""))).toEqual([
    "Videti ",
    "odeljak\u00a01",
    ", gde obra\u00adzloženje stoji.",
  ]);
});

it("parts no last word of a quote, which would leave a piece of it in a line by itself", () => {
  const quote = node("evidence", {});
  const soft = withSoftHyphens(
    toManuscript({
      document: { type: "doc", content: [quote] },
      parts: [quoteState(quote.attrs?.["id"], { words: "Postupak protiv okrivljenih organizatora." })],
      title: "Nalaz",
      language: "sr-Latn",
      facts: COVER,
      withoutCaseNumbers: false,
    }),
  );
  const said = soft.blocks.flatMap((block) => (block.kind === "evidence" ? block.content : []));
  const quoted = said.flatMap((each) => (each.kind === "run" && each.isQuote ? [each.text] : [])).join("");
  expect(quoted).toMatch(/\u00ad.*organizatora\.“$/u);
});
