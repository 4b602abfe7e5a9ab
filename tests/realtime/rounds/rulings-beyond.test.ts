import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import { AmendDone } from "../../../schema/protocol/http/disagreements.ts";
import type { ExportCommand, ExportFormat } from "../../../schema/protocol/http/exports.ts";
import { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { tag } from "../../helpers/rooms/room-edits.ts";
import { adjudicatedLayer, disagreementsOf, revealedRound } from "../../helpers/network/revealed-round.ts";
import { exportedFile, mustExport } from "../../helpers/network/export-file.ts";
import { readDocx } from "../../helpers/files/read-docx.ts";
import { readParts, readSheet } from "../../helpers/files/read-xlsx.ts";
import { startTestServer, type Person } from "../../helpers/network/test-server.ts";
import {
  TEXT,
  twoLawyers,
  type Setting,
  kindsOf,
  caseOf,
  post,
  take,
  idsOf,
} from "../../helpers/rooms/disagreements.ts";

describe("a ruling that changes the methodology", () => {
  test("puts its passage or a line into the draft, and says first how many earlier tags that puts up for review", async () => {
    const setting = await twoLawyers();
    const { server, made, ana, ben } = setting;
    const one = caseOf(setting, "place");
    await post(setting, ana, one, "rulings", take(0, [ben.member.id]));
    const category = "means.vulnerability";
    const amend = { category, part: "example", language: "en" };
    const affected = async () =>
      AmendDone.parse(await (await post(setting, ana, one, "amendment", { ...amend, preview: true })).json());
    // Nothing of this verdict stands yet; in another each tag is to be reviewed, also where two say the same of the same words.
    expect(await affected()).toEqual({ tags: 0, verdicts: 0 });
    const { rooms } = await server.newVerdict(TEXT);
    for (const { member } of [ana, ben]) await server.hub.write(rooms.layer, member.id, (doc) => void tag(doc));
    expect(await affected()).toEqual({ tags: 2, verdicts: 1 });
    expect((await post(setting, ana, one, "amendment", amend)).status).toBe(409);
    await (await server.ask(ana, "GET", "/api/methodology/draft")).arrayBuffer();
    expect((await post(setting, ana, one, "amendment", amend)).status).toBe(200);
    await post(setting, ana, one, "amendment", { ...amend, part: "exclude", text: "the facts before the finding" });
    const draft = await server.store.methodologies.draft();
    const found = await server.hub.look(draft?.room ?? ("" as never), (doc) =>
      new DraftRoom(doc).categories().find(({ id }) => id === category),
    );
    const start = TEXT.indexOf("no way out");
    expect(found?.exampleFrom).toEqual({
      verdict: made.verdict.id,
      anchor: { revision: 1, ranges: [{ start, end: start + 10 }] },
    });
    expect(found?.exclude.en?.at(-1)).toBe("the facts before the finding");
    expect((await post(setting, server.people.reviewer, one, "amendment", amend)).status).toBe(403);
    // Once everything is ruled, who changes the draft is told how many rulings did, and of which categories; twice by one is one.
    const amended = async (who: Person) => (await disagreementsOf(server, who, made)).amended;
    expect(await amended(ana)).toBeUndefined();
    await post(setting, ana, caseOf(setting, "category"), "rulings", take(0, [ben.member.id]));
    expect(await amended(ana)).toEqual({ cases: 1, categories: [category] });
    expect(await amended(server.people.reader)).toBeUndefined();
  });
});

/** A ruled answer rests on the passages that the panel names: one that a coder's tag holds points to that, another is its own. */
async function restOnPassages(
  setting: Pick<Setting, "server" | "made">,
  one: ReturnType<typeof caseOf>,
  words: string,
  layer: Awaited<ReturnType<typeof adjudicatedLayer>>,
): Promise<void> {
  const { server, made } = setting;
  const { facilitator, lawyer } = server.people;
  const at = (said: string) => {
    const start = TEXT.indexOf(said);
    return { revision: 1, ranges: [{ start, end: start + said.length }] };
  };
  const proof = [at(words), at("she had no way out")];
  const rests = (outcome: object) => ({ version: 2, outcome, reason: "By these." });
  const entries = { kind: "entries", coders: [lawyer.member.id], evidence: proof };
  expect((await post(setting, facilitator, one, "rulings", rests(entries))).status).toBe(200);
  const [proven] = await server.store.passages.answers([layer]);
  expect(proven?.evidence.map(({ anchor }) => anchor)).toEqual(expect.arrayContaining([null, proof[1]]));
  expect(proven?.evidence).toHaveLength(2);
  const none = {
    version: 3,
    outcome: { kind: "value", value: "no", evidence: [at("he drove her")] },
    reason: "It is.",
  };
  expect((await post(setting, facilitator, one, "rulings", none)).status).toBe(200);
  const [other] = await server.store.passages.answers([layer]);
  expect(other?.evidence).toMatchObject([{ anchor: at("he drove her") }]);
  // Its passages are in the file of the rulings.
  const file = await mustExport(server, facilitator, {
    format: "rulings-xlsx",
    filter: { verdicts: [made.verdict.id] },
  });
  expect(readSheet(readParts(file), 1).rows.join(" | ")).toContain("he drove her");
}

describe("answers", () => {
  test("different values are a case; what is ruled stands with its evidence, pointing to the tags that stand", async () => {
    const server = await startTestServer({ onTestFinished });
    const { facilitator, lawyer, otherLawyer, reader } = server.people;
    const inForce = await server.store.methodologies.current();
    const question = {
      id: "q.means",
      group: "g",
      label: { en: "Were means used?" },
      type: "yes-no-unclear",
      evidenceExpected: true,
      perUnit: "verdict",
    };
    const content = MethodologyContent.parse({ ...inForce?.content, questions: [question] });
    await server.store.methodologies.freeze(content, "asks", facilitator.member.id, "2026-03-02T09:00:00.000Z");
    const made = await server.newVerdict(TEXT);
    const words = "He took her papers";
    const tags = [{ words, category: "means.force" }];
    const list = await revealedRound(server, made, [
      { who: lawyer, tags, answers: { "q.means": { value: "yes", proof: words } } },
      { who: otherLawyer, tags, answers: { "q.means": { value: "unclear" } } },
    ]);
    expect(kindsOf(list)).toEqual(["answer"]);
    const one = caseOf({ list }, "answer");
    const setting = { server, made };
    const both = take(0, [lawyer.member.id, otherLawyer.member.id]);
    expect((await post(setting, facilitator, one, "rulings", both)).status).toBe(400);
    expect((await post(setting, facilitator, one, "rulings", take(0, [lawyer.member.id]))).status).toBe(200);
    const layer = await adjudicatedLayer(server, made);
    const [stands] = await server.store.passages.answers([layer]);
    // Who answered, and when; who ruled is said by the ruling.
    expect(stands).toMatchObject({ value: "yes", author: lawyer.member.id, at: expect.any(String) });
    expect(stands?.evidence).toEqual([{ id: (await idsOf(setting))[0], anchor: null }]);
    const value = { version: 1, outcome: { kind: "value", value: "no" }, reason: "Neither." };
    await post(setting, facilitator, one, "rulings", value);
    const [ruled] = await server.store.passages.answers([layer]);
    expect(ruled).toMatchObject({ value: "no", author: facilitator.member.id, at: expect.any(String) });
    expect(ruled?.evidence).toEqual([]);
    await restOnPassages(setting, one, words, layer);
    const seen = caseOf({ list: await disagreementsOf(server, reader, made) }, "answer");
    expect(seen.answers.map((answer) => answer.evidence.length).sort((a, b) => a - b)).toEqual([0, 1]);
  });
});

describe("a file of the rulings", () => {
  const wanted = ({ made }: Setting, format: ExportFormat): ExportCommand => ({
    format,
    filter: { verdicts: [made.verdict.id] },
  });
  const fileOf = (setting: Setting, format: ExportFormat): Promise<Uint8Array> =>
    mustExport(setting.server, setting.ana, wanted(setting, format));

  test("says of every disagreement what the coders said, what stands and why, as a sheet, a document and data", async () => {
    const setting = await twoLawyers();
    const { ana, ben } = setting;
    await post(setting, ana, caseOf(setting, "place"), "rulings", take(0, [ben.member.id], "Only the finding."));
    const sheet = readSheet(readParts(await fileOf(setting, "rulings-xlsx")), 1);
    expect(sheet.rows).toHaveLength(3);
    expect(sheet.rows[1]?.join(" | ")).toContain("Only the finding.");
    expect(sheet.rows[1]?.join(" | ")).toContain("Ana Lawyer: B2");
    expect(sheet.rows[2]?.join(" | ")).toContain("not ruled on yet");
    const { paragraphs } = readDocx(await fileOf(setting, "rulings-docx"));
    expect(paragraphs.some(({ text }) => text.includes("Only the finding."))).toBe(true);
    const bytes = await fileOf(setting, "rulings-json");
    const data = z
      .object({
        format: z.literal("coram-rulings"),
        cases: z.array(z.object({ kind: z.string(), ruling: z.object({ words: z.string() }).nullable() })),
      })
      .parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
    expect(data.cases).toEqual([
      { kind: "place", ruling: { words: "no way out" } },
      { kind: "category", ruling: null },
    ]);
    // Words that were corrected since are not put into the coders' mouths.
    const start = TEXT.indexOf("way out");
    const edits = [{ start, end: start + 3, insert: "road" }];
    const at = `/api/verdicts/${setting.made.verdict.id}/edits`;
    const by = setting.server.people.facilitator;
    expect((await setting.server.ask(by, "POST", at, { baseRevision: 1, kind: "correct", edits })).ok).toBe(true);
    const corrected = readSheet(readParts(await fileOf(setting, "rulings-xlsx")), 1).rows;
    // Of both coders, and of what stands.
    expect(corrected[1]?.join(" | ").match(/no road out.? \(the words were corrected since\)/gu)).toHaveLength(3);
    expect(corrected[2]?.join(" | ")).not.toContain("corrected since");
    const read = readDocx(await fileOf(setting, "rulings-docx")).paragraphs.map(({ text }) => text);
    expect(read.filter((text) => text.endsWith("(the words were corrected since)"))).toHaveLength(2);
  });

  test("does not go out with what looks like a person's data in a reason", async () => {
    const setting = await twoLawyers();
    const reason = "As she told on 065 123 4567, mail ana@example.com.";
    await post(setting, setting.ana, caseOf(setting, "place"), "rulings", take(0, [setting.ben.member.id], reason));
    const job = await exportedFile(setting.server, setting.ana, wanted(setting, "rulings-json"));
    expect(job).toMatchObject({ state: "failed", problem: "export-leak" });
    expect("leaks" in job && job.leaks.map((leak) => leak.in)).toContain("note");
  });
});
