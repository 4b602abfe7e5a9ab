import { once } from "node:events";
import { describe, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import { ServerEvent } from "../../../schema/protocol/events.ts";
import { AmendDone, CaseView, type CaseList, type RuleCommand } from "../../../schema/protocol/http/cases.ts";
import type { ExportCommand, ExportFormat } from "../../../schema/protocol/http/exports.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { tag } from "../../helpers/rooms/room-edits.ts";
import { adjudicatedLayer, casesOf, revealedRound, type Coding } from "../../helpers/network/revealed-round.ts";
import { exportedFile, mustExport } from "../../helpers/network/export-file.ts";
import { readDocx } from "../../helpers/files/read-docx.ts";
import { readParts, readSheet } from "../../helpers/files/read-xlsx.ts";
import { startTestServer, type Person } from "../../helpers/network/test-server.ts";

const TEXT = "The court finds that she had no way out. He took her papers and he drove her to the border.";

/** Two lawyers who agree on one passage, differ in the words of another and in the category of a third. */
async function twoLawyers(change: { ana?: Coding["tags"]; answers?: boolean } = {}) {
  const server = await startTestServer({ onTestFinished });
  const { lawyer, otherLawyer } = server.people;
  const made = await server.newVerdict(TEXT);
  const list = await revealedRound(server, made, [
    {
      who: lawyer,
      tags: change.ana ?? [
        { words: "He took her papers", category: "means.force", note: "Ana's note." },
        { words: "she had no way out", category: "means.vulnerability" },
        { words: "he drove her to the border", category: "act.transport" },
      ],
    },
    {
      who: otherLawyer,
      tags: [
        { words: "He took her papers", category: "means.force" },
        { words: "no way out", category: "means.vulnerability", note: "Only this is the finding." },
        { words: "he drove her to the border", category: "act.recruitment" },
      ],
    },
  ]);
  return { server, made, list, ana: lawyer, ben: otherLawyer };
}
type Setting = Awaited<ReturnType<typeof twoLawyers>>;

const kindsOf = ({ cases }: CaseList): string[] => cases.map(({ kind }) => kind);
const caseOf = ({ list }: Pick<Setting, "list">, kind: string): CaseView => {
  const found = list.cases.find((each) => each.kind === kind);
  if (!found) throw new Error(`no case ${kind}`);
  return found;
};

function post(
  { server, made }: Pick<Setting, "server" | "made">,
  who: Person,
  one: CaseView,
  sub: string,
  body?: unknown,
) {
  return server.ask(who, "POST", `/api/verdicts/${made.verdict.id}/cases/${one.id}/${sub}`, body);
}
const take = (version: number, coders: MemberId[], reason = "As it is defined."): RuleCommand => ({
  version,
  outcome: { kind: "entries", coders },
  reason,
});

/** What the adjudicated layer says, by the words of its tags. */
async function adjudicated({ server, made }: Pick<Setting, "server" | "made">): Promise<string[]> {
  const rows = await server.store.passages.annotations([await adjudicatedLayer(server, made)]);
  return rows
    .map(
      ({ category, anchor }) =>
        `${category}: ${anchor.ranges.map(({ start, end }) => made.text.text.slice(start, end)).join(" … ")}`,
    )
    .sort();
}
const idsOf = async ({ server, made }: Pick<Setting, "server" | "made">): Promise<string[]> =>
  (await server.store.passages.annotations([await adjudicatedLayer(server, made)])).map(({ id }) => id);

describe("cases of a revealed round", () => {
  test("what differs is a case in the order of the text, what is the same is adjudicated at once", async () => {
    const setting = await twoLawyers();
    const { list, ana, ben } = setting;
    expect(kindsOf(list)).toEqual(["place", "category"]);
    expect(list.agreed).toBe(1);
    expect(new Set(list.coders)).toEqual(new Set([ana.member.id, ben.member.id]));
    expect(
      caseOf(setting, "place")
        .tags.map(({ note }) => note)
        .sort(),
    ).toEqual(["", "Only this is the finding."]);
    expect(await adjudicated(setting)).toEqual(["means.force: He took her papers"]);
  });

  test("before the reveal there is nothing to see, for facilitators neither", async () => {
    const server = await startTestServer({ onTestFinished });
    const { facilitator, lawyer } = server.people;
    const made = await server.newVerdict(TEXT);
    const { id: round } = await server.store.verdicts.currentRound(made.verdict.id);
    const coders = [{ member: lawyer.member.id, due: null }];
    await server.ask(facilitator, "POST", `/api/verdicts/${made.verdict.id}/rounds`, { round, mode: "blind", coders });
    for (const who of [facilitator, lawyer])
      for (const sub of ["", `?round=${round}`])
        expect((await server.ask(who, "GET", `/api/verdicts/${made.verdict.id}/cases${sub}`)).status).toBe(404);
  });

  test("are there too where a crash came between the reveal and them", async () => {
    const server = await startTestServer({ onTestFinished });
    const { facilitator, lawyer } = server.people;
    const made = await server.newVerdict(TEXT);
    const { id } = made.verdict;
    const { id: round } = await server.store.verdicts.currentRound(id);
    const path = `/api/verdicts/${id}/rounds`;
    const coders = [{ member: lawyer.member.id, due: null }];
    await server.ask(facilitator, "POST", path, { round, mode: "blind", coders });
    await server.ask(lawyer, "POST", `${path}/${round}/hand-in`);
    await server.store.rounds.reveal(round, [], new Date().toISOString());
    expect(await casesOf(server, lawyer, made)).toMatchObject({ round: { id: round }, cases: [] });
  });

  test("lawyers and facilitators rule, reviewers and readers see what was ruled", async () => {
    const setting = await twoLawyers();
    const { server, made, ana } = setting;
    const { reviewer, reader, facilitator } = server.people;
    const one = caseOf(setting, "category");
    for (const who of [reviewer, reader]) {
      expect((await post(setting, who, one, "rulings", take(0, [ana.member.id]))).status).toBe(403);
      expect((await casesOf(server, who, made)).can).toEqual({
        rule: false,
        concede: false,
        amend: false,
        export: false,
        settle: false,
      });
    }
    expect((await post(setting, facilitator, one, "rulings", take(0, [ana.member.id]))).status).toBe(200);
    const seen = await casesOf(server, reader, made);
    expect(seen.cases.find(({ id }) => id === one.id)?.rulings.map(({ reason }) => reason)).toEqual([
      "As it is defined.",
    ]);
  });
});

describe("a ruling", () => {
  test("writes the layer that speaks for the verdict: one entry, both, other words, none", async () => {
    const setting = await twoLawyers();
    const { server, ana, ben } = setting;
    const { facilitator } = server.people;
    const [place, category] = [caseOf(setting, "place"), caseOf(setting, "category")];
    await post(setting, facilitator, place, "rulings", take(0, [ben.member.id]));
    await post(setting, facilitator, category, "rulings", take(0, [ana.member.id, ben.member.id]));
    expect(await adjudicated(setting)).toEqual([
      "act.recruitment: he drove her to the border",
      "act.transport: he drove her to the border",
      "means.force: He took her papers",
      "means.vulnerability: no way out",
    ]);
    const start = TEXT.indexOf("had no way out");
    const anchor = { revision: 1, ranges: [{ start, end: start + "had no way out".length }] };
    const span = { kind: "span", category: "means.force", anchor };
    await post(setting, facilitator, place, "rulings", { version: 1, outcome: span, reason: "Neither." });
    await post(setting, facilitator, category, "rulings", { version: 1, outcome: { kind: "none" }, reason: "No act." });
    expect(await adjudicated(setting)).toEqual(["means.force: He took her papers", "means.force: had no way out"]);
  });

  test("replaces the one before under the same id of its tag, and the one before is kept", async () => {
    const setting = await twoLawyers();
    const { server, made, ana, ben } = setting;
    const { facilitator, lawyer } = server.people;
    const one = caseOf(setting, "place");
    await post(setting, facilitator, one, "rulings", take(0, [ana.member.id], "First."));
    const before = await idsOf(setting);
    await post(setting, lawyer, one, "rulings", take(1, [ben.member.id], "Second."));
    expect(await idsOf(setting)).toEqual(before);
    const now = caseOf({ list: await casesOf(server, facilitator, made) }, "place");
    expect(now.rulings.map(({ number, by, reason }) => [number, by, reason])).toEqual([
      [1, facilitator.member.id, "First."],
      [2, lawyer.member.id, "Second."],
    ]);
  });

  test("on a case that somebody has ruled on meanwhile is refused, and theirs stands", async () => {
    const setting = await twoLawyers();
    const { server, made, ana, ben } = setting;
    const one = caseOf(setting, "category");
    const answers = await Promise.all([
      post(setting, ana, one, "rulings", take(0, [ana.member.id], "Ana.")),
      post(setting, ben, one, "rulings", take(0, [ben.member.id], "Ben.")),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const refused = answers.find(({ status }) => status === 409);
    expect(Problem.parse(await refused?.json()).code).toBe("case-moved");
    const now = caseOf({ list: await casesOf(server, ana, made) }, "category");
    expect(now.rulings).toHaveLength(1);
    expect(now.rulings[0]?.reason).toBe(answers[0]?.status === 200 ? "Ana." : "Ben.");
  });

  test.each([
    ["an entry of somebody who has none", (): object => ({ kind: "entries", coders: ["x".repeat(22)] })],
    [
      "a category that is a heading only or is not there",
      (): object => ({ kind: "span", category: "nothing", anchor: { revision: 1, ranges: [{ start: 0, end: 3 }] } }),
    ],
    [
      "words beyond the text",
      (): object => ({ kind: "span", category: "act", anchor: { revision: 1, ranges: [{ start: 0, end: 9999 }] } }),
    ],
    ["an answer to no question", (): object => ({ kind: "value", value: "yes" })],
  ])("of %s is refused", async (_, outcome) => {
    const setting = await twoLawyers();
    const one = caseOf(setting, "place");
    const answer = await post(setting, setting.server.people.facilitator, one, "rulings", {
      version: 0,
      outcome: outcome(),
      reason: "Because.",
    });
    expect(answer.status).toBe(400);
    expect(await adjudicated(setting)).toEqual(["means.force: He took her papers"]);
  });

  test("is audited in ids and closed words, and everybody who may see the verdict is told", async () => {
    const setting = await twoLawyers();
    const { server, made, ana } = setting;
    const { cookie } = server.people.reader;
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/api/events`, {
      headers: { cookie, origin: server.url },
    });
    onTestFinished(() => socket.close());
    await once(socket, "message");
    const one = caseOf(setting, "category");
    const told = new Promise((resolve) =>
      socket.on("message", (data: Buffer) => {
        const event = ServerEvent.parse(JSON.parse(data.toString()));
        if (event.type === "cases") resolve(event);
      }),
    );
    await post(setting, ana, one, "rulings", {
      ...take(0, [ana.member.id], "A secret reason."),
      panel: [server.people.facilitator.member.id],
    });
    expect(await told).toEqual({ type: "cases", verdict: made.verdict.id });
    const entry = (await server.store.audit.list(20)).find(({ action }) => action === "case.rule");
    expect(entry?.subject).toEqual({ verdict: made.verdict.id, case: one.id, number: 1, outcome: "entries", panel: 2 });
    expect(JSON.stringify(await server.store.audit.list(50))).not.toContain("secret");
  });
});

describe("the first page", () => {
  test("says how many disagreements are left, and names them to a third and to facilitators, not to coders", async () => {
    const server = await startTestServer({ onTestFinished });
    const { facilitator, otherFacilitator, lawyer, reviewer } = server.people;
    const made = await server.newVerdict(TEXT);
    const words = "He took her papers";
    const list = await revealedRound(server, made, [
      { who: lawyer, tags: [{ words, category: "means.force" }] },
      { who: otherFacilitator, tags: [{ words, category: "act.transport" }] },
    ]);
    const networkOf = async (who: Person): Promise<NetworkView> =>
      NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    const waitsFor = async (who: Person): Promise<(number | undefined)[]> =>
      (await networkOf(who)).waiting.filter(({ kind }) => kind === "rule").map(({ count }) => count);
    expect((await networkOf(reviewer)).verdicts[0]?.cases).toEqual({ all: 1, open: 1 });
    expect(
      await Promise.all([facilitator, otherFacilitator, lawyer, server.people.otherLawyer, reviewer].map(waitsFor)),
    ).toEqual([[1], [1], [], [1], []]);
    await post({ server, made }, facilitator, caseOf({ list }, "category"), "rulings", take(0, [lawyer.member.id]));
    expect(await waitsFor(facilitator)).toEqual([]);
    expect((await networkOf(reviewer)).verdicts[0]?.cases).toEqual({ all: 1, open: 0 });
  });
});

describe("conceding", () => {
  test("gives up one's own entry only, and can be taken back until the panel has ruled", async () => {
    const setting = await twoLawyers();
    const { server, made, ana, ben } = setting;
    const one = caseOf(setting, "place");
    expect((await post(setting, server.people.facilitator, one, "concession")).status).toBe(403);
    const conceded = CaseView.parse(await (await post(setting, ana, one, "concession")).json());
    expect(conceded.concessions.map(({ member }) => member)).toEqual([ana.member.id]);
    // It decides nothing by itself.
    expect(await adjudicated(setting)).toEqual(["means.force: He took her papers"]);
    const path = `/api/verdicts/${made.verdict.id}/cases/${one.id}/concession`;
    expect(CaseView.parse(await (await server.ask(ana, "DELETE", path)).json()).concessions).toEqual([]);
    await post(setting, ben, one, "rulings", take(0, [ben.member.id]));
    expect((await post(setting, ana, one, "concession")).status).toBe(409);
  });
});

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
  });
});

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
    const seen = caseOf({ list: await casesOf(server, reader, made) }, "answer");
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
