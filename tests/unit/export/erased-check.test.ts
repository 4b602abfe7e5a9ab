import { expect, it } from "vitest";
import { newId, VerdictId } from "../../../schema/domain/ids.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import { erasedIn } from "../../../server/export/checks/erased-check.ts";
import { anOutput, COVER, paragraph, words } from "../../helpers/network/an-output.ts";
import { openExportNetwork } from "../../helpers/network/export-network.ts";

it("a long document is looked over for what was erased while others have their turn", async () => {
  const network = await openExportNetwork();
  const { document, parts } = anOutput();
  const long = Array.from({ length: 100 }, (_, i) =>
    paragraph(words(`${i} ${"Sud je utvrdio okolnosti. ".repeat(40)}`)),
  );
  const manuscript = toManuscript({
    document: { type: "doc", content: [...document.content, ...long, paragraph(words("Petrović je otišao."))] },
    parts,
    title: "What the court found",
    language: "en",
    facts: COVER,
    withoutCaseNumbers: false,
  });
  const [erased, other] = [newId(VerdictId), newId(VerdictId)];
  const output = { manuscripts: [manuscript], isSideBySide: false, verdicts: [erased, erased, other] };
  const { head, language } = await network.collect(network.facilitator);
  const content = { kind: "document" as const, fileName: "s_presuda_en_draft-1", head, language, output };
  let turns = 0;
  let isOver = false;
  const next = (): void => {
    turns++;
    if (!isOver) setImmediate(next);
  };
  setImmediate(next);
  const leaks = await erasedIn(content, (verdict, text) => verdict === erased && text.includes("Petrović"));
  isOver = true;
  expect(leaks).toEqual([expect.objectContaining({ kind: "erased", in: "text", verdict: erased })]);
  expect(turns).toBeGreaterThan(20);
});
