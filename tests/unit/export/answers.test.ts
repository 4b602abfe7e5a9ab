import { describe, expect, it } from "vitest";
import { newId, randomId, UnitId } from "../../../schema/domain/ids.ts";
import { toJson } from "../../../server/export/passages/json.ts";
import { erasedIn } from "../../../server/export/checks/erased-check.ts";
import { toXlsx } from "../../../server/export/passages/xlsx.ts";
import type { AnswerRow } from "../../../server/store/rows.ts";
import { openExportNetwork, placeOf, type ExportNetwork } from "../../helpers/network/export-network.ts";
import { named } from "../../helpers/files/read-xml.ts";
import { readParts, readSheet, serialOf, sheetNames, titlesOf } from "../../helpers/files/read-xlsx.ts";
import { aCommit, NO_ROWS, NOW } from "../../helpers/store/store-fixture.ts";
import { freezeTestMethodology, QUESTIONS } from "../../helpers/network/test-methodology.ts";

const { claim, roles, summary } = QUESTIONS;

/** A verdict with a tag that proves an answer of a colleague's, one of a defendant, and one that was taken back. */
async function answered(): Promise<ExportNetwork> {
  const network = await openExportNetwork();
  const { store, latin, lawyer, colleague } = network;
  await freezeTestMethodology(store);
  const id = newId(UnitId);
  await store.names.addUnit({ id, verdict: latin.verdict.id, kind: "defendant", label: "1", createdAt: NOW });
  const tag = await network.tag(latin, lawyer, "oduzeo pasoš");
  const gone = await network.tag(latin, lawyer, "zaključao vrata", { deleted: NOW });
  const place = { room: latin.rooms.layer, layer: latin.layer, verdict: latin.verdict.id } as const;
  const answer = (change: Partial<AnswerRow>, by = lawyer): AnswerRow => ({
    ...place,
    question: claim.id,
    subject: "verdict",
    value: "yes",
    version: 2,
    note: "",
    certainty: "sure",
    evidence: [],
    author: by.id,
    lastWriter: by.id,
    ...change,
  });
  const passage = { revision: 1, ranges: [placeOf(latin, "bez posla")] };
  const answers = [
    answer({ question: summary.id, value: null, note: "taken back" }),
    answer({ question: roles.id, subject: id, value: ["recruiter", "driver"], certainty: "unsure" }),
    answer(
      {
        value: "not-mentioned",
        note: "see Petrović",
        evidence: [
          { id: tag.id, anchor: null },
          { id: gone.id, anchor: null },
          { id: randomId(), anchor: passage },
        ],
      },
      colleague,
    ),
  ];
  await store.rooms.commit([aCommit(latin.rooms.layer, 2, lawyer.id, { rows: { ...NO_ROWS, answers } })]);
  return network;
}

describe("answers in exports", () => {
  it("stand in JSON as they are and in words, with the passages that prove them as they read today", async () => {
    const network = await answered();
    await network.edit(network.latin, "pasoš", "putovnicu");
    const content = await network.collect(network.facilitator);
    const { verdicts } = JSON.parse(Buffer.from(toJson(content)).toString()) as { verdicts: { answers: unknown }[] };
    expect(verdicts[0]?.answers).toMatchObject([
      {
        question: claim.id,
        label: "q.claim",
        subject: "verdict",
        unit: "",
        value: "not-mentioned",
        words: "not in the verdict",
        note: "see Petrović",
        author: "Ана Ѓорѓиевска",
        at: NOW,
        methodologyVersion: 2,
        evidence: [{ quote: "oduzeo putovnicu" }, { quote: "bez posla" }],
      },
      { question: roles.id, unit: "[Defendant 1]", value: ["recruiter", "driver"], words: "recruiter; driver" },
    ]);
  });

  it("are one's own for a lawyer, and left out where passages are asked for by category or words", async () => {
    const network = await answered();
    const questions = async (...asked: Parameters<ExportNetwork["collect"]>): Promise<string[]> =>
      (await network.collect(...asked)).verdicts.flatMap(({ answers }) => answers.map(({ question }) => question));
    expect(await questions(network.lawyer)).toEqual([roles.id]);
    expect(await questions(network.facilitator, { authors: [network.colleague.id] })).toEqual([claim.id]);
    expect(await questions(network.facilitator, { text: "pasoš" })).toEqual([]);
  });

  it("are a sheet of their own, which is not there where nothing was answered", async () => {
    const network = await answered();
    const parts = readParts(await toXlsx(await network.collect(network.facilitator, {}, "sr-Latn")));
    const sheet = readSheet(parts, 5);
    expect(sheet.rows.map((row) => row.slice(2, 6))).toEqual([
      ["O kome", "Pitanje", "Odgovor", "nesigurno"],
      ["presuda", "q.claim", "nije u presudi", ""],
      ["[Okrivljeni\u00a01]", "q.roles", "recruiter; driver", "nesigurno"],
    ]);
    expect(sheet.rows.map((row) => row[9])).toEqual(["Vreme odgovora (UTC)", serialOf(NOW), serialOf(NOW)]);
    // It is printed as the passages are: across, as wide as the page, its head on each.
    expect(named(sheet.xml, "pageSetup")[0]?.attributes).toMatchObject({ orientation: "landscape", fitToWidth: "1" });
    expect(sheetNames(parts)).toEqual([
      "Pročitajte",
      "Odlomci",
      "Kategorije × presude",
      "Pitanja × presude",
      "Odgovori",
    ]);
    expect(titlesOf(parts)).toContain("'Odgovori'!$1:$1");
    const without = readParts(await toXlsx(await network.collect(network.facilitator, { text: "pasoš" })));
    expect(sheetNames(without)).toEqual(["Read me", "Passages", "Categories × verdicts"]);
  });

  it("are held back where they hold what was erased", async () => {
    const network = await answered();
    const content = await network.collect(network.facilitator);
    expect(await erasedIn(content, (_, text) => text.includes("Petrović"))).toMatchObject([
      { kind: "erased", in: "note" },
    ]);
  });
});
