import { once } from "node:events";
import { describe, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { ServerEvent } from "../../../schema/protocol/events.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { DisagreementView } from "../../../schema/protocol/http/disagreements.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { adjudicatedLayer, disagreementsOf, revealedRound } from "../../helpers/network/revealed-round.ts";
import { beginBlind, handIn, ownRoom, reveal } from "../../helpers/network/blind-round.ts";
import { comeIn } from "../../helpers/network/come-in.ts";
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
    expect(await disagreementsOf(server, lawyer, made)).toMatchObject({ round: { id: round }, cases: [] });
  });

  test("leave out who had not handed in: nothing is missed by them, what they tagged is no disagreement, and is kept and shown", async () => {
    const server = await startTestServer({ onTestFinished });
    const { facilitator, lawyer, otherLawyer, otherFacilitator } = server.people;
    const made = await server.newVerdict(TEXT);
    const { id } = made.verdict;
    const round = await beginBlind(server, id, [lawyer, otherLawyer, otherFacilitator]);
    for (const [who, ...said] of [
      [lawyer, "had no way out", "took her papers"],
      [otherLawyer, "had no way out"],
      [otherFacilitator, "drove her"],
    ] as const)
      await server.hub.write(await ownRoom(server, id, who), who.member.id, (doc) => {
        for (const words of said) {
          const start = TEXT.indexOf(words);
          const anchor = { revision: 1, ranges: [{ start, end: start + words.length }] };
          const tag = { category: CategoryId.parse("means.force"), version: 1, anchor, note: "" };
          new LayerRoom(doc).add(tag, "2026-03-02T09:00:00.000Z");
        }
      });
    for (const who of [lawyer, otherLawyer]) await handIn(server, id, round, who);
    const revealed = (await reveal(server, id, round, [otherFacilitator])).at(-1);
    const list = await disagreementsOf(server, facilitator, made);
    expect(list.cases.map(({ kind, tags }) => [kind, tags.map(({ coder }) => coder)])).toEqual([
      ["missed", [lawyer.member.id]],
    ]);
    expect(await adjudicated({ server, made })).toEqual(["means.force: had no way out"]);
    const theirs = revealed?.layers.find(({ isUnfinished }) => isUnfinished);
    const shown = await server.ask(lawyer, "GET", `/api/verdicts/${id}/layers/${theirs?.layer ?? ""}`);
    expect(await shown.text()).toContain("means.force");
  });

  test("lawyers and facilitators rule, reviewers and readers see what was ruled", async () => {
    const setting = await twoLawyers();
    const { server, made, ana } = setting;
    const { reviewer, reader, facilitator } = server.people;
    const one = caseOf(setting, "category");
    for (const who of [reviewer, reader]) {
      expect((await post(setting, who, one, "rulings", take(0, [ana.member.id]))).status).toBe(403);
      expect((await disagreementsOf(server, who, made)).can).toEqual({
        rule: false,
        concede: false,
        amend: false,
        export: false,
        settle: false,
      });
    }
    expect((await post(setting, facilitator, one, "rulings", take(0, [ana.member.id]))).status).toBe(200);
    const seen = await disagreementsOf(server, reader, made);
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
    const now = caseOf({ list: await disagreementsOf(server, facilitator, made) }, "place");
    expect(now.rulings.map(({ number, by, reason }) => [number, by, reason])).toEqual([
      [1, facilitator.member.id, "First."],
      [2, lawyer.member.id, "Second."],
    ]);
    // Whose ruling it was is told, until they rule on it again.
    const told = async (): Promise<string[]> => {
      const { lately = [] } = NetworkView.parse(await (await server.ask(facilitator, "GET", "/api/network")).json());
      return lately.flatMap(({ kind, who }) => (kind === "replaced" ? who : []));
    };
    expect(await told()).toEqual([lawyer.member.id]);
    await post(setting, facilitator, one, "rulings", take(2, [ana.member.id], "Third."));
    expect(await told()).toEqual([]);
    // Ruled on three times, it is one disagreement.
    const { lately = [] } = NetworkView.parse(await (await server.ask(lawyer, "GET", "/api/network")).json());
    expect(lately.find(({ kind }) => kind === "ruled")).toMatchObject({ count: 1, who: [facilitator.member.id] });
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
    const now = caseOf({ list: await disagreementsOf(server, ana, made) }, "category");
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

  test("on words that a colleague has taken out of the text since is refused", async () => {
    const setting = await twoLawyers();
    const { server, made } = setting;
    const { facilitator } = server.people;
    const start = TEXT.indexOf("had no way out");
    const end = start + "had no way out".length;
    const edits = { baseRevision: 1, kind: "correct", edits: [{ start, end, insert: "" }] };
    await server.ask(facilitator, "POST", `/api/verdicts/${made.verdict.id}/edits`, edits);
    const outcome = { kind: "span", category: "means.force", anchor: { revision: 1, ranges: [{ start, end }] } };
    const ruling = { version: 0, outcome, reason: "It is so." };
    const answer = await post(setting, facilitator, caseOf(setting, "place"), "rulings", ruling);
    expect([answer.status, Problem.parse(await answer.json()).code]).toEqual([409, "passage-gone"]);
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
    // A coder who does not rule is told of the reveal, and leads to where they differ.
    const differs = async (who: Person): Promise<number> =>
      (await networkOf(who)).waiting.filter(({ kind }) => kind === "differ").length;
    expect(await Promise.all([lawyer, facilitator, otherFacilitator, reviewer].map(differs))).toEqual([1, 0, 0, 0]);
    // Who joined after the reveal is not asked for what they never read.
    expect(await waitsFor(await comeIn(server, "Marko Newcomer", "lawyer"))).toEqual([]);
    await post({ server, made }, facilitator, caseOf({ list }, "category"), "rulings", take(0, [lawyer.member.id]));
    expect(await waitsFor(facilitator)).toEqual([]);
    // It waits to be marked as settled, for who runs the round and did not code it.
    const marks = async (who: Person): Promise<unknown[]> => {
      const { waiting, firstSteps } = await networkOf(who);
      const step = firstSteps?.steps.find((each) => each.step === "settle");
      return [waiting.filter(({ kind }) => kind === "settle").map(({ verdict }) => verdict), step?.act];
    };
    const { id } = made.verdict;
    expect(await marks(facilitator)).toEqual([[id], "mark"]);
    for (const who of [otherFacilitator, lawyer, reviewer]) expect(await marks(who)).toEqual([[], undefined]);
    const round = (await server.store.verdicts.rounds(id)).at(-1)?.id ?? "";
    expect((await server.ask(facilitator, "POST", `/api/verdicts/${id}/rounds/${round}/adjudicated`)).status).toBe(200);
    expect(await marks(facilitator)).toEqual([[], undefined]);
    expect((await networkOf(reviewer)).verdicts[0]?.cases).toEqual({ all: 1, open: 0 });
  });
});

describe("conceding", () => {
  test("gives up one's own entry only, and can be taken back until the panel has ruled", async () => {
    const setting = await twoLawyers();
    const { server, made, ana, ben } = setting;
    const one = caseOf(setting, "place");
    expect((await post(setting, server.people.facilitator, one, "concession")).status).toBe(403);
    const conceded = DisagreementView.parse(await (await post(setting, ana, one, "concession")).json());
    expect(conceded.concessions.map(({ member }) => member)).toEqual([ana.member.id]);
    // It decides nothing by itself.
    expect(await adjudicated(setting)).toEqual(["means.force: He took her papers"]);
    const path = `/api/verdicts/${made.verdict.id}/cases/${one.id}/concession`;
    expect(DisagreementView.parse(await (await server.ask(ana, "DELETE", path)).json()).concessions).toEqual([]);
    await post(setting, ben, one, "rulings", take(0, [ben.member.id]));
    expect((await post(setting, ana, one, "concession")).status).toBe(409);
  });

  test("is agreeing with the others for who missed what they all say; then one decision settles several, all of them or none", async () => {
    const server = await startTestServer({ onTestFinished });
    const { facilitator, lawyer, otherLawyer, otherFacilitator } = server.people;
    const made = await server.newVerdict(TEXT);
    const tags = ["had no way out", "took her papers"].map((words) => ({ words, category: "means.force" }));
    const alone = { words: "drove her to the border", category: "act.transport" };
    const list = await revealedRound(server, made, [
      { who: lawyer, tags: [...tags, alone] },
      { who: otherFacilitator, tags },
      { who: otherLawyer, tags: [] },
    ]);
    const [first, second, third] = list.cases;
    if (!first || !second || !third) throw new Error("three passages were missed");
    const path = `/api/verdicts/${made.verdict.id}/cases`;
    const agree = (who: Person): Promise<Response> =>
      server.ask(who, "POST", `${path}/concessions`, { cases: [first.id, second.id] });
    expect([(await agree(facilitator)).status, (await agree(otherLawyer)).status]).toEqual([403, 200]);
    const agreed = (await disagreementsOf(server, lawyer, made)).cases.map(({ concessions }) => concessions.length);
    expect(agreed).toEqual([1, 1, 0]);

    const coders = [lawyer.member.id, otherFacilitator.member.id];
    const rule = (who: Person, ...cases: [DisagreementView, number][]): Promise<Response> =>
      server.ask(who, "POST", `${path}/rulings`, {
        rulings: cases.map(([one, version]) => ({ case: one.id, version, outcome: { kind: "entries", coders } })),
        reason: "Both say so, word for word.",
      });
    expect((await rule(server.people.reader, [first, 0])).status).toBe(403);
    // Of one of them somebody has another version, or it is no answer to it: nothing is recorded of the others either.
    expect((await rule(facilitator, [first, 0], [second, 1])).status).toBe(409);
    expect((await rule(facilitator, [first, 0], [third, 0])).status).toBe(400);
    expect(await adjudicated({ server, made })).toEqual([]);
    expect((await rule(facilitator, [first, 0], [second, 0])).status).toBe(200);
    expect(await adjudicated({ server, made })).toEqual([
      "means.force: had no way out",
      "means.force: took her papers",
    ]);
    // Each has a ruling of its own, in the log and for whoever reads it, and can be ruled on again by itself.
    const log = (await server.store.audit.list(20)).filter(({ action }) => action === "case.rule");
    expect(new Set(log.map(({ subject }) => subject["case"]))).toEqual(new Set([first.id, second.id]));
    await post({ server, made }, lawyer, second, "rulings", take(1, [lawyer.member.id], "Anew."));
    const reasons = (await disagreementsOf(server, lawyer, made)).cases.map(({ rulings }) =>
      rulings.map(({ reason }) => reason),
    );
    const both = "Both say so, word for word.";
    expect(reasons).toEqual([[both], [both, "Anew."], []]);
    expect((await agree(otherLawyer)).status).toBe(409);
  });
});
