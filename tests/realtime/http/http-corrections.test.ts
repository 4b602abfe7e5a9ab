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

test("the preview of a correction of a cleared text names whom it would bring in, and nobody who stands there already", async (context) => {
  const server = await startTestServer(context);
  const lines = ["Presuda Višeg suda.", "Marko Ilić je dao iskaz.", "Optuženi je kriv."];
  const comes = async (made: NewVerdict, insert: string) => {
    const edits = [replacing("kriv", insert, lines.join("\n"))];
    const { findings } = await on(server, made).edit({ baseRevision: 1, edits, preview: true });
    return findings?.map(({ text, kind }) => [text, kind]);
  };
  const cleared = await server.newVerdict(lines);
  expect(await comes(cleared, "kriv, JMBG 0101990710006, Petar Mladenov")).toEqual([
    ["0101990710006", "jmbg"],
    ["Petar Mladenov", "name"],
  ]);
  expect(await comes(cleared, "odgovoran")).toBeUndefined();
  // While it is prepared names are looked for anew.
  const prepared = await server.newVerdict(lines, { stage: "in-preparation" });
  expect(await comes(prepared, "kriv, JMBG 0101990710006")).toBeUndefined();
});
