import { describe, expect, test } from "vitest";
import { AnnotationId, CategoryId, newId } from "../../../schema/domain/ids.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import {
  EarlierText,
  ReimportView,
  RevisionHistory,
  Seen,
  TextChanged,
} from "../../../schema/protocol/http/corrections.ts";
import { EditDone, VerdictView, type EditCommand } from "../../../schema/protocol/http/verdicts.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import type { Anchor } from "../../../schema/text/revision.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { LONG_WORK } from "../../../server/workers/thread.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const LINES = ["Presuda Višeg suda.", "Svedok je dao iskaz. Sud je iskaz prihvatio.", "Optuženi je kriv."];
const TEXT = LINES.join("\n");

/** A second facilitator of the owner, who prepares beside the first. */
async function secondOf(server: TestServer): Promise<Person> {
  const { otherFacilitator } = server.people;
  await server.store.people.changeMember(otherFacilitator.member.id, { organisation: server.organisations.rs.id });
  return otherFacilitator;
}

function on(server: TestServer, { verdict }: NewVerdict, who: Person = server.people.facilitator) {
  const path = `/api/verdicts/${verdict.id}`;
  return {
    post: (sub: string, body: unknown) => server.ask(who, "POST", `${path}/${sub}`, body),
    get: (sub: string) => server.ask(who, "GET", `${path}/${sub}`),
    async edit(command: Partial<EditCommand> & { baseRevision: number }): Promise<EditDone> {
      const answer = await server.ask(who, "POST", `${path}/edits`, { kind: "correct", edits: [], ...command });
      expect(answer.status, await answer.clone().text()).toBe(200);
      return EditDone.parse(await answer.json());
    },
    async undo(revision: number): Promise<TextChanged> {
      const answer = await server.ask(who, "POST", `${path}/undo`, { revision });
      expect(answer.status, await answer.clone().text()).toBe(200);
      return TextChanged.parse(await answer.json());
    },
    async view(): Promise<VerdictView> {
      return VerdictView.parse(await (await server.ask(who, "GET", path)).json());
    },
  };
}

const replacing = (word: string, insert: string, text = TEXT) => ({
  start: text.indexOf(word),
  end: text.indexOf(word) + word.length,
  insert,
});

async function problem(answer: Response): Promise<string> {
  return Problem.parse(await answer.json()).code;
}

describe("undo", () => {
  test("is a further command: the text is as before, and a tag of before stands where it was, untouched", async (context) => {
    const server = await startTestServer(context);
    const made = await server.newVerdict(LINES, { stage: "in-preparation" });
    const corrections = on(server, made);
    const anchor: Anchor = {
      revision: 1,
      ranges: [replacing("Svedok je dao iskaz", "")].map(({ start, end }) => ({ start, end })),
    };
    await corrections.edit({ baseRevision: 1, edits: [replacing("dao", "pružio svoj")] });
    await corrections.edit({ baseRevision: 1, edits: [replacing("kriv", "oslobođen")] });
    expect(resolveAnchor(anchor, (await corrections.view()).maps, 3).state).toBe("changed");
    const { revision, map } = await corrections.undo(2);
    expect(revision?.text).toBe(TEXT.replace("kriv", "oslobođen"));
    expect(map).toMatchObject({ from: 3, undoes: 1 });
    expect(resolveAnchor(anchor, (await corrections.view()).maps, 4)).toEqual({
      state: "same",
      revision: 4,
      ranges: anchor.ranges,
    });
  });

  test("can be taken back itself, and the same change never twice", async (context) => {
    const server = await startTestServer(context);
    const made = await server.newVerdict(LINES, { stage: "in-preparation" });
    const corrections = on(server, made);
    await corrections.edit({ baseRevision: 1, edits: [replacing("dao", "pružio")] });
    await corrections.undo(2);
    expect(await problem(await corrections.post("undo", { revision: 2 }))).toBe("edits-conflict");
    const { revision } = await corrections.undo(3);
    expect(revision?.text).toBe(TEXT.replace("dao", "pružio"));
  });

  test("of two preparers at once is made once", async (context) => {
    const server = await startTestServer(context);
    const second = await secondOf(server);
    const made = await server.newVerdict(LINES, { stage: "in-preparation" });
    await on(server, made).edit({ baseRevision: 1, edits: [replacing("dao", "pružio")] });
    const answers = await Promise.all([
      on(server, made).post("undo", { revision: 2 }),
      on(server, made, second).post("undo", { revision: 2 }),
    ]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    expect((await server.store.verdicts.revision(made.verdict.id))?.text).toBe(TEXT);
  });

  test("of a split joins the blocks again, and of a merge gives the second its number back", async (context) => {
    const server = await startTestServer(context);
    const made = await server.newVerdict(LINES, { stage: "in-preparation" });
    const corrections = on(server, made);
    const numbers = async () => (await corrections.view()).revision.blocks.map(({ number }) => number);
    const at = TEXT.indexOf(" Sud je");
    await corrections.edit({ baseRevision: 1, edits: [{ start: at, end: at + 1, insert: "\n" }] });
    expect(await numbers()).toEqual(["1", "2", "2a", "3"]);
    await corrections.undo(2);
    const end = TEXT.indexOf("\nOptu");
    await corrections.edit({ baseRevision: 3, edits: [{ start: end, end: end + 1, insert: " " }] });
    expect(await numbers()).toEqual(["1", "2"]);
    await corrections.undo(4);
    expect(await numbers()).toEqual(["1", "2", "3"]);
  });

  test("is refused where its words are gone: on a cleared verdict a redaction took them", async (context) => {
    const server = await startTestServer(context);
    const made = await server.newVerdict(LINES);
    const corrections = on(server, made);
    await corrections.edit({ baseRevision: 1, edits: [replacing("dao", "pružio")] });
    const earlier = async () => EarlierText.parse(await (await corrections.get("revisions/1")).json()).text;
    expect(await earlier()).toBe(TEXT);
    await corrections.edit({ baseRevision: 2, kind: "redact", edits: [replacing("Svedok", "[Witness A]")] });
    expect(await earlier()).toBeNull();
    for (const revision of [2, 3]) {
      const answer = await corrections.post("undo", { revision });
      expect([answer.status, await problem(answer)]).toEqual([410, "revision-gone"]);
    }
  });
});

describe("what blocks are", () => {
  const heading = { start: 0, set: { kind: "heading" as const, level: 1 } };

  test("two preparers who change different blocks from one revision both stand", async (context) => {
    const server = await startTestServer(context);
    const second = await secondOf(server);
    const made = await server.newVerdict(LINES, { stage: "in-preparation" });
    const third = { start: TEXT.indexOf("Optu"), set: { section: "operative" as const } };
    await on(server, made).edit({ baseRevision: 1, blockEdits: [heading] });
    const { revision } = await on(server, made, second).edit({ baseRevision: 1, blockEdits: [third] });
    expect(revision?.blocks.map(({ kind, section }) => [kind, section])).toEqual([
      ["heading", "reasoning"],
      ["paragraph", "reasoning"],
      ["paragraph", "operative"],
    ]);
  });

  test("the second who makes the same block something else is told, and nothing is changed", async (context) => {
    const server = await startTestServer(context);
    const second = await secondOf(server);
    const made = await server.newVerdict(LINES, { stage: "in-preparation" });
    await on(server, made).edit({ baseRevision: 1, blockEdits: [heading] });
    const late = await on(server, made, second).post("edits", {
      baseRevision: 1,
      kind: "correct",
      edits: [],
      blockEdits: [{ start: 0, set: { kind: "list-item", level: 1 } }],
    });
    expect([late.status, await problem(late)]).toEqual([409, "edits-conflict"]);
    expect((await server.store.verdicts.revision(made.verdict.id))?.blocks[0]).toMatchObject({ kind: "heading" });
  });
});

describe("the history", () => {
  test("says who did what when, in numbers and never in words", async (context) => {
    const server = await startTestServer(context);
    const made = await server.newVerdict(LINES, { stage: "in-preparation" });
    const corrections = on(server, made);
    await corrections.edit({ baseRevision: 1, edits: [replacing("dao", "pružio"), replacing("kriv", "nevin")] });
    await corrections.edit({ baseRevision: 2, blockEdits: [{ start: 0, set: { kind: "heading", level: 1 } }] });
    await corrections.edit({ baseRevision: 3, kind: "redact", edits: [replacing("Svedok", "[Witness A]")] });
    await corrections.undo(2);
    const answer = await corrections.get("revisions");
    const body = await answer.text();
    for (const word of ["pružio", "dao", "Svedok", "nevin"]) expect(body).not.toContain(word);
    const { revisions } = RevisionHistory.parse(JSON.parse(body));
    expect(revisions.map(({ kind, places, undoes, undoneBy, undo }) => [kind, places, undoes, undoneBy, undo])).toEqual(
      [
        ["import", 0, null, null, null],
        ["correct", 2, null, 5, null],
        ["blocks", 0, null, null, "here"],
        ["redact", 1, null, null, "here"],
        ["undo", 2, 2, null, "here"],
      ],
    );
    expect(new Set(revisions.map(({ by }) => by))).toEqual(new Set([server.people.facilitator.member.id]));
  });
});

describe("a better file", () => {
  const better =
    "Presuda Višeg suda.\nSvedok je dao iskaz. Sud je iskaz u celosti prihvatio.\nOptuženi je kriv i odgovoran.";

  async function propose(server: TestServer, made: NewVerdict, text: string): Promise<ReimportView> {
    const answer = await on(server, made).post("reimport", { text });
    expect(answer.status, await answer.clone().text()).toBe(201);
    return ReimportView.parse(await answer.json());
  }

  test("is shown as places, of which those taken become one revision", async (context) => {
    const server = await startTestServer(context);
    const made = await server.newVerdict(LINES, { stage: "in-preparation" });
    const { id, hunks, baseRevision } = await propose(server, made, better);
    expect(hunks.map(({ becomes }) => becomes.trim())).toEqual(["u celosti", "i odgovoran"]);
    const answer = await on(server, made).post(`reimport/${id}/take`, { baseRevision, take: [hunks[1]?.start] });
    expect(TextChanged.parse(await answer.json()).revision?.text).toBe(TEXT.replace("kriv", "kriv i odgovoran"));
    const { revisions } = RevisionHistory.parse(await (await on(server, made).get("revisions")).json());
    expect(revisions.at(-1)).toMatchObject({ kind: "reimport", places: 1 });
  });

  test("never brings a name back where a typed token stands", async (context) => {
    const server = await startTestServer(context);
    const made = await server.newVerdict("Petra Lukova je dala iskaz.");
    await on(server, made).edit({
      baseRevision: 1,
      kind: "redact",
      edits: [{ start: 0, end: 12, insert: "[Witness A]" }],
    });
    const { id, hunks, tokensKept, baseRevision } = await propose(server, made, "Petra Lukova je dala svoj iskaz.");
    expect([hunks.length, tokensKept]).toEqual([1, 1]);
    await on(server, made).post(`reimport/${id}/take`, { baseRevision, take: hunks.map(({ start }) => start) });
    expect((await server.store.verdicts.revision(made.verdict.id))?.text).toBe("[Witness A] je dala svoj iskaz.");
  });

  test("on a cleared verdict waits until every name and number in what comes in is decided", async (context) => {
    const server = await startTestServer(context);
    const made = await server.newVerdict(LINES);
    const withName = `${TEXT} Svedok ima JMBG 0101990710006.`;
    const { id, hunks, baseRevision } = await propose(server, made, withName);
    const [hunk] = hunks;
    expect(hunk?.findings.map(({ kind }) => kind)).toEqual(["jmbg"]);
    const take = { baseRevision, take: [hunk?.start] };
    const early = await on(server, made).post(`reimport/${id}/take`, take);
    expect([early.status, await problem(early)]).toEqual([409, "reimport-undecided"]);
    expect((await server.store.verdicts.get(made.verdict.id))?.revision).toBe(1);
    const decided = hunk?.findings.map(({ start }) => ({ start, as: "[Number 1]" }));
    const answer = await on(server, made).post(`reimport/${id}/take`, { ...take, decided });
    expect(TextChanged.parse(await answer.json()).revision?.text).toBe(`${TEXT} Svedok ima JMBG [Number 1].`);
  });

  test("that has nothing in common with a long text is compared while the others are answered", async (context) => {
    const server = await startTestServer(context);
    const lines = (letters: string): string[] =>
      Array.from({ length: 400 }, (_, line) =>
        Array.from({ length: 40 }, (__, i) => letters + ((line * 40 + i) * 7919).toString(36)).join(" "),
      );
    const made = await server.newVerdict(lines("u"), { stage: "in-preparation" });
    const { id } = await propose(server, made, lines("b").join("\n"));
    let isCompared = false;
    const comparing = on(server, made)
      .get(`reimport/${id}`)
      .finally(() => (isCompared = true));
    for (let i = 0; i < 5; i++) expect((await server.ask(null, "GET", "/healthz")).status).toBe(200);
    expect(isCompared).toBe(false);
    expect((await comparing).status).toBe(200);
  });

  test("is one's own: for another preparer it is not there", async (context) => {
    const server = await startTestServer(context);
    const second = await secondOf(server);
    const made = await server.newVerdict(LINES, { stage: "in-preparation" });
    const { id } = await propose(server, made, better);
    expect((await on(server, made, second).get(`reimport/${id}`)).status).toBe(410);
  });
});

describe("what a reader has seen", () => {
  test("is kept for each member, up to a revision, and a later look is never taken back", async (context) => {
    const server = await startTestServer(context);
    const made = await server.newVerdict(LINES);
    await on(server, made).edit({ baseRevision: 1, edits: [replacing("dao", "pružio")] });
    const layer = await RawClient.joinAt(server, made.rooms.layer, server.people.lawyer);
    const anchor = { revision: 1, ranges: [{ start: 0, end: 8 }] };
    const tag = { category: CategoryId.parse("act.transport"), version: 1, anchor, note: "" };
    let subject = newId(AnnotationId);
    await layer.write((doc) => (subject = new LayerRoom(doc).add(tag, new Date().toISOString())));
    const lawyer = on(server, made, server.people.lawyer);
    await lawyer.post("seen", { subjects: [subject, "Petar Petrović", newId(AnnotationId)], revision: 2 });
    // What is neither tag nor thread is not kept: it could be anybody's name.
    await lawyer.post("seen", { subjects: [subject], revision: 1 });
    expect(Seen.parse(await (await lawyer.get("seen")).json()).seen).toEqual([{ subject, revision: 2 }]);
    expect(Seen.parse(await (await on(server, made).get("seen")).json()).seen).toEqual([]);
    expect(await problem(await lawyer.post("seen", { subjects: [subject], revision: 3 }))).toBe("revision-newer");
  });
});

describe("names that would come into a text that others read", () => {
  const READ = ["Presuda Višeg suda.", "Marko Ilić je dao iskaz.", "Optuženi je kriv."];
  const NAMED = "kriv, JMBG 0101990710006, Petar Mladenov";
  const FINDINGS = [
    { text: "0101990710006", kind: "jmbg" },
    { text: "Petar Mladenov", kind: "name" },
  ];
  const correcting = (insert: string, word = "kriv") => ({
    baseRevision: 1,
    kind: "correct",
    edits: [replacing(word, insert, READ.join("\n"))],
  });
  /** The refusal that says whom; its `sure`. */
  async function refused(answer: Response, findings: unknown = FINDINGS): Promise<string> {
    const said = Problem.parse(await answer.json());
    expect([answer.status, said.code, said.findings]).toEqual([409, "names-come", findings]);
    return String(said.params["sure"]);
  }
  const number = async ({ store }: TestServer, { verdict }: NewVerdict) =>
    (await store.verdicts.get(verdict.id))?.revision;

  test("are refused with whom they name, and taken once exactly these are meant", async (context) => {
    const server = await startTestServer(context);
    const made = await server.newVerdict(READ);
    const { post } = on(server, made);
    const sure = await refused(await post("edits", correcting(NAMED)));
    // What is sure of one change is sure of no other.
    await refused(
      await post("edits", { ...correcting(`${NAMED}!`.replace("0101990710006, ", "")), sure }),
      FINDINGS.slice(1),
    );
    await refused(await post("edits", { ...correcting(NAMED), sure: "" }));
    expect(await number(server, made)).toBe(1);
    // Nor of another text.
    await on(server, made).edit({ baseRevision: 1, edits: [replacing("dao", "pružio", READ.join("\n"))] });
    const again = await refused(await post("edits", { ...correcting(NAMED), sure }));
    const { revision } = await on(server, made).edit({ ...correcting(NAMED), kind: "correct", sure: again });
    expect([revision?.number, revision?.text.endsWith(`Optuženi je ${NAMED}.`)]).toEqual([3, true]);
    const said = (await server.store.audit.list(10)).filter(({ action }) => action === "verdict.correct");
    expect(said.map(({ subject }) => subject)).toEqual([
      { verdict: made.verdict.id, revision: 3, edits: 1, named: 2 },
      { verdict: made.verdict.id, revision: 2, edits: 1 },
    ]);
  });

  test("are refused as they come back with what is taken back, or stand before a paragraph as its number", async (context) => {
    const server = await startTestServer(context);
    const made = await server.newVerdict(READ);
    const { post, edit } = on(server, made);
    await edit({ baseRevision: 1, edits: [replacing("Marko Ilić", "Svedok", READ.join("\n"))] });
    const findings = [{ text: "Marko Ilić", kind: "name" }];
    const sure = await refused(await post("undo", { revision: 2 }), findings);
    expect(await number(server, made)).toBe(2);
    const back = TextChanged.parse(await (await post("undo", { revision: 2, sure })).json());
    expect(back.revision?.text).toBe(READ.join("\n"));
    expect((await server.store.audit.list(1)).map(({ subject }) => subject["named"])).toEqual([1]);
    const blockEdits = [{ start: 0, set: { printed: "Marko Ilić" } }];
    await refused(await post("edits", { baseRevision: 3, kind: "correct", edits: [], blockEdits }), findings);
  });

  test("are none while it is prepared, nor where words go, tokens come or nobody is named", async (context) => {
    const server = await startTestServer(context);
    const prepared = await server.newVerdict(READ, { stage: "in-preparation" });
    expect((await on(server, prepared).post("edits", correcting(NAMED))).status).toBe(200);
    const read = await server.newVerdict(READ);
    const { post } = on(server, read);
    for (const command of [
      { ...correcting(NAMED), preview: true },
      correcting("", "Višeg"),
      correcting("okrivljeni je odgovoran", "Optuženi je kriv"),
      { ...correcting("[Witness A]", "Marko Ilić"), kind: "redact" },
    ])
      expect((await post("edits", command)).status, JSON.stringify(command)).toBe(200);
  });

  test("are looked for before anything is written: who has left it by then has not saved it", async (context) => {
    const server = await startTestServer(context);
    const long = [...READ, ...Array.from({ length: 400 }, () => "Sud je iskaz prihvatio kao istinit.")];
    const made = await server.newVerdict(long);
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const held = [1, 2].map(() => LONG_WORK.run(() => gate));
    const left = new AbortController();
    const headers = {
      origin: server.url,
      cookie: server.people.facilitator.cookie,
      "content-type": "application/json",
    };
    const body = JSON.stringify(correcting("odgovoran"));
    const path = `${server.url}/api/verdicts/${made.verdict.id}/edits`;
    const sent = fetch(path, { method: "POST", headers, body, signal: left.signal });
    for (let i = 0; i < 5; i++) await on(server, made).view();
    left.abort();
    await expect(sent).rejects.toThrow("aborted");
    for (let i = 0; i < 5; i++) await on(server, made).view();
    open();
    await Promise.all(held);
    const { revision } = await on(server, made).edit({
      baseRevision: 1,
      edits: [replacing("dao", "pružio", READ.join("\n"))],
    });
    expect([revision?.number, revision?.text.includes("odgovoran")]).toEqual([2, false]);
  });
});
