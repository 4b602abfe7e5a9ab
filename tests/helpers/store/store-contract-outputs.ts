import { describe, expect, it } from "vitest";
import { newId, OutputId, QuestionId, RoomId, type MemberId } from "../../../schema/domain/ids.ts";
import { BlockId, type Output } from "../../../schema/domain/output.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import type { FrozenTableRow } from "../../../server/store/shapes/frozen-table.ts";
import type { NewVersion, OutputRooms } from "../../../server/store/output-store.ts";
import type { Store } from "../../../server/store/store.ts";
import { addNetwork, after, aCommit, aVerdict, expectFailure, type StoreUnderTest } from "./store-fixture.ts";

function anOutput(by: MemberId, change: Partial<Output> = {}): Output {
  return {
    id: newId(OutputId),
    template: "summary",
    methodologyVersion: 1,
    title: "Sažetak",
    language: "sr-Latn",
    scope: { kind: "all" },
    status: "draft",
    statusBy: by,
    statusAt: after(1),
    number: 1,
    createdBy: by,
    createdAt: after(1),
    partner: null,
    leader: null,
    approvedVersion: null,
    ...change,
  };
}

const newRooms = (): OutputRooms => ({ content: newId(RoomId), internal: newId(RoomId), review: newId(RoomId) });

export async function addOutput(store: Store, by: MemberId, change: Partial<Output> = {}) {
  const output = anOutput(by, change);
  const rooms = newRooms();
  await store.outputs.add(output, rooms);
  return { output, rooms };
}

const said = (text: string): OutputDocument => ({
  type: "doc",
  content: [{ type: "paragraph", attrs: { id: newId(BlockId) }, content: [{ type: "text", text }] }],
});

export function aVersion(by: MemberId, change: Partial<NewVersion> = {}): NewVersion {
  return {
    name: "For the meeting",
    kind: "named",
    by,
    at: after(5),
    title: "Sažetak",
    document: said("A."),
    ...change,
  };
}

export function describeOutputs({ store, reopen }: StoreUnderTest): void {
  describe("outputs", () => {
    it("one stands with its rooms, its scope and nothing said of it yet, the newest first", async () => {
      const { lawyer, verdict } = await addNetwork(store());
      const scope = { kind: "verdicts" as const, verdicts: [verdict.verdict.id, verdict.verdict.id] };
      const { output, rooms } = await addOutput(store(), lawyer.id, { scope });
      const later = await addOutput(store(), lawyer.id, {
        createdAt: after(2),
        scope: { kind: "country", country: "rs" },
      });
      const { outputs, rooms: roomStore } = await reopen();
      expect(await outputs.get(output.id)).toEqual({
        ...output,
        changedAt: output.createdAt,
        quotes: 0,
        recommendations: 0,
        named: [verdict.verdict.id],
        countedOver: [],
      });
      expect((await outputs.all()).map(({ id }) => id)).toEqual([later.output.id, output.id]);
      expect((await outputs.get(later.output.id))?.named).toEqual([]);
      expect(await outputs.rooms(output.id)).toEqual(rooms);
      const row = { verdict: null, layer: null, slip: null, methodology: null, output: output.id, gone: false };
      expect(await roomStore.row(rooms.content)).toEqual({ id: rooms.content, kind: "output", audience: null, ...row });
      for (const audience of ["internal", "review"] as const)
        expect(await roomStore.row(rooms[audience])).toMatchObject({ kind: "discussion", audience, ...row });
      expect(await outputs.history(output.id)).toEqual([
        { status: "draft", member: lawyer.id, at: output.statusAt, version: null, why: "" },
      ]);
      expect(await outputs.get(newId(OutputId))).toBeNull();
      await expectFailure(outputs.rooms(newId(OutputId)), "not-found");
    });

    it("all languages name the one that leads, each once; one that is there twice leaves nothing behind", async () => {
      const { lawyer } = await addNetwork(store());
      const first = await addOutput(store(), lawyer.id);
      const leader = first.output.id;
      const of = { partner: leader, leader };
      const second = await addOutput(store(), lawyer.id, { ...of, language: "en", createdAt: after(2) });
      const third = await addOutput(store(), lawyer.id, { ...of, language: "sq", createdAt: after(3) });
      for (const language of ["en", first.output.language] as const) {
        const again = anOutput(lawyer.id, { ...of, language });
        const rooms = newRooms();
        await expectFailure(store().outputs.add(again, rooms), "conflict");
        expect(await store().outputs.get(again.id)).toBeNull();
        expect(await store().rooms.row(rooms.content)).toBeNull();
      }
      const { outputs } = await reopen();
      for (const { output } of [first, second, third])
        expect((await outputs.inLanguages(output.id)).map(({ id }) => id)).toEqual([
          leader,
          second.output.id,
          third.output.id,
        ]);
      expect(await outputs.get(leader)).toMatchObject({ partner: second.output.id, leader: null });
      expect(await outputs.get(third.output.id)).toMatchObject(of);
    });

    it("a status goes by the number that it was given in, and all are kept with who and when", async () => {
      const { lawyer, facilitator } = await addNetwork(store());
      const { output } = await addOutput(store(), lawyer.id);
      const { outputs } = store();
      const inReview = await outputs.setStatus(output.id, 1, "in-review", lawyer.id, after(10));
      expect(inReview).toMatchObject({ status: "in-review", statusBy: lawyer.id, statusAt: after(10), number: 2 });
      await expectFailure(outputs.setStatus(output.id, 1, "draft", facilitator.id, after(11)), "conflict");
      await expectFailure(outputs.setStatus(newId(OutputId), 1, "draft", lawyer.id, after(11)), "not-found");
      await outputs.setStatus(output.id, 2, "draft", facilitator.id, after(12));
      expect(await (await reopen()).outputs.history(output.id)).toEqual([
        { status: "draft", member: facilitator.id, at: after(12), version: null, why: "" },
        { status: "in-review", member: lawyer.id, at: after(10), version: null, why: "" },
        { status: "draft", member: lawyer.id, at: after(1), version: null, why: "" },
      ]);
    });

    it("approving freezes what was looked at, and the room takes nothing until it is opened again", async () => {
      const { lawyer, facilitator } = await addNetwork(store());
      const { output, rooms } = await addOutput(store(), lawyer.id);
      await store().rooms.commit([aCommit(rooms.content, 0, lawyer.id)]);
      const frozen = { ...aVersion(facilitator.id, { kind: "approved", name: "" }), tables: [] };
      const approve = (seq: number) =>
        store().outputs.setStatus(output.id, 1, "approved", facilitator.id, after(20), { ...frozen, seq });
      await expectFailure(approve(0), "conflict");
      expect(await store().outputs.versions(output.id)).toEqual([]);
      expect(await approve(1)).toMatchObject({ status: "approved", approvedVersion: 1, number: 2 });
      await expectFailure(store().rooms.commit([aCommit(rooms.content, 1, lawyer.id)]), "conflict");
      // It is talked about all the same.
      await store().rooms.commit([aCommit(rooms.review, 0, lawyer.id)]);
      const again = await reopen();
      expect((await again.outputs.history(output.id))[0]).toMatchObject({ status: "approved", version: 1 });
      expect(await again.outputs.version(output.id, 1)).toMatchObject({ kind: "approved", document: frozen.document });
      const opened = await again.outputs.setStatus(output.id, 2, "draft", facilitator.id, after(21));
      expect(opened).toMatchObject({ approvedVersion: null, number: 3 });
      await again.rooms.commit([aCommit(rooms.content, 1, lawyer.id)]);
      expect(await again.outputs.versions(output.id)).toHaveLength(1);
    });

    it("tables are frozen with the version, rewritten with it, and go with their verdict", async () => {
      const { lawyer, facilitator, verdict } = await addNetwork(store());
      const other = aVerdict(verdict.verdict.owner, facilitator.id);
      await store().verdicts.add(other);
      const { output } = await addOutput(store(), lawyer.id);
      const date = { date: "2024-05", unit: null, question: QuestionId.parse("q.date"), citation: null, proof: null };
      const timeline: FrozenTableRow = {
        block: newId(BlockId),
        verdict: verdict.verdict.id,
        content: { kind: "timeline", revision: 1, rows: [{ ...date, label: "Marko met her" }] },
      };
      const people = { token: "[Victim A]", role: "victim", facts: ["Child of Marko: yes"] };
      const actors: FrozenTableRow = {
        block: newId(BlockId),
        verdict: other.verdict.id,
        content: { kind: "actors", revision: 1, units: [people] },
      };
      const frozen = { ...aVersion(facilitator.id, { kind: "approved" }), seq: 0, tables: [timeline, actors] };
      await store().outputs.setStatus(output.id, 1, "approved", facilitator.id, after(20), frozen);
      const byBlock = (rows: FrozenTableRow[]) => new Map(rows.map((row) => [row.block, row]));
      const { outputs, erasures } = await reopen();
      expect(byBlock(await outputs.frozenTables(output.id, 1))).toEqual(byBlock([timeline, actors]));
      expect(await outputs.frozenTables(output.id, 2)).toEqual([]);
      const asked: string[] = [];
      await outputs.rewriteVersions(
        (text, id) => {
          asked.push(id);
          return text.replace("Marko", "[Person A]");
        },
        (doc) => doc,
      );
      for (const { block } of [timeline, actors]) expect(asked).toContain(`${output.id}/1/${block}`);
      await erasures.dropVerdict(verdict.verdict.id, after(21));
      expect(await outputs.frozenTables(output.id, 1)).toEqual([
        { ...actors, content: { ...actors.content, units: [{ ...people, facts: ["Child of [Person A]: yes"] }] } },
      ]);
    });

    it("says who has written in a room, each once", async () => {
      const { lawyer, facilitator } = await addNetwork(store());
      const { rooms } = await addOutput(store(), lawyer.id);
      const writing = (seq: number, by: MemberId, clients: number[]) =>
        aCommit(rooms.review, seq, by, { clients: clients.map((client): [number, MemberId] => [client, by]) });
      await store().rooms.commit([writing(0, lawyer.id, [1, 2])]);
      await store().rooms.commit([writing(1, facilitator.id, [3])]);
      const { outputs } = await reopen();
      expect(await outputs.writersIn(rooms.review)).toEqual([lawyer.id, facilitator.id].sort());
      expect(await outputs.writersIn(rooms.internal)).toEqual([]);
    });

    it("versions are numbered by themselves in each output and come newest first, documents and all", async () => {
      const { lawyer } = await addNetwork(store());
      const one = await addOutput(store(), lawyer.id);
      const other = await addOutput(store(), lawyer.id);
      const { outputs } = store();
      const second = aVersion(lawyer.id, { name: "", kind: "before-restore", at: after(6), document: said("B.") });
      expect(await outputs.addVersion(one.output.id, aVersion(lawyer.id))).toBe(1);
      expect(await outputs.addVersion(one.output.id, second)).toBe(2);
      expect(await outputs.addVersion(other.output.id, aVersion(lawyer.id, { title: "Drugi" }))).toBe(1);
      const again = await reopen();
      expect(await again.outputs.versions(one.output.id)).toEqual([
        { number: 2, name: "", kind: "before-restore", by: lawyer.id, at: after(6) },
        { number: 1, name: "For the meeting", kind: "named", by: lawyer.id, at: after(5) },
      ]);
      expect(await again.outputs.version(one.output.id, 2)).toEqual({ ...second, number: 2 });
      expect((await again.outputs.version(other.output.id, 1))?.title).toBe("Drugi");
      expect(await again.outputs.version(one.output.id, 3)).toBeNull();
    });

    it("an erasure rewrites names, titles and documents of all versions, and says of which it asks", async () => {
      const { lawyer } = await addNetwork(store());
      const { output } = await addOutput(store(), lawyer.id);
      const named = { name: "Marko", title: "O Marku", document: said("Marko je doveden.") };
      await store().outputs.addVersion(output.id, aVersion(lawyer.id, named));
      const clean = aVersion(lawyer.id, { name: "Clean" });
      await store().outputs.addVersion(output.id, clean);
      const asked: string[] = [];
      await store().outputs.rewriteVersions(
        (text, id) => {
          asked.push(id);
          return text.replace(/Mark[ou]/, "[Victim A]");
        },
        (doc, id) => {
          asked.push(id);
          return JSON.stringify(doc).includes("Marko") ? said("[Victim A] je doveden.") : doc;
        },
      );
      expect(asked).toEqual(
        [1, 2].flatMap((n) => [`${n}/name`, `${n}/title`, n].map((each) => `${output.id}/${each}`)),
      );
      const { outputs } = await reopen();
      const first = await outputs.version(output.id, 1);
      expect([first?.name, first?.title]).toEqual(["[Victim A]", "O [Victim A]"]);
      expect(first?.document.content[0]?.content).toEqual([{ type: "text", text: "[Victim A] je doveden." }]);
      expect(await outputs.version(output.id, 2)).toEqual({ ...clean, number: 2 });
    });
  });
}
