import { describe, expect, it } from "vitest";
import { CategoryId, LayerId, newId } from "../../../schema/domain/ids.ts";
import {
  aComment,
  aCommit,
  addNetwork,
  after,
  anAnnotation,
  aThread,
  aVerdict,
  type Network,
  NO_ROWS,
  type StoreUnderTest,
} from "./store-fixture.ts";
import type { Store } from "../../../server/store/store.ts";
import type { AnnotationRow, CommentRow, ThreadRow } from "../../../server/store/rows.ts";

/** Two live tags by two authors and a deleted one; an open internal thread, a resolved and a deleted review thread. */
async function addPassages(
  store: Store,
): Promise<Network & { tags: AnnotationRow[]; threads: ThreadRow[]; comments: CommentRow[] }> {
  const network = await addNetwork(store);
  const { facilitator, lawyer, verdict } = network;
  const { layer, internal, review } = verdict.rooms;
  const tags = [
    anAnnotation(verdict, lawyer.id, { createdAt: after(1) }),
    anAnnotation(verdict, facilitator.id, { createdAt: after(2) }),
    anAnnotation(verdict, network.facilitator.id, { createdAt: after(3), deleted: after(4) }),
  ];
  const inReview = { room: review, audience: "review" } as const;
  const threads = [
    aThread(verdict, lawyer.id, { createdAt: after(1) }),
    aThread(verdict, lawyer.id, { ...inReview, createdAt: after(2), resolved: after(9) }),
    aThread(verdict, lawyer.id, { ...inReview, createdAt: after(3), deleted: after(9) }),
  ];
  const comments = threads.map((thread, i) => aComment(thread, lawyer.id, { createdAt: after(i) }));
  const [open, ...reviewed] = threads;
  const [first, ...others] = comments;
  await store.rooms.commit([
    aCommit(layer, 0, lawyer.id, {
      updates: [{ member: lawyer.id, bytes: new Uint8Array([1]), at: after(20) }],
      rows: { ...NO_ROWS, annotations: tags },
    }),
    aCommit(internal, 0, lawyer.id, {
      updates: [{ member: lawyer.id, bytes: new Uint8Array([1]), at: after(30) }],
      rows: { ...NO_ROWS, threads: open ? [open] : [], comments: first ? [first] : [] },
    }),
    aCommit(review, 0, lawyer.id, {
      updates: [{ member: lawyer.id, bytes: new Uint8Array([1]), at: after(10) }],
      rows: { ...NO_ROWS, threads: reviewed, comments: others },
    }),
  ]);
  return { ...network, tags, threads, comments };
}

export function describePassages({ store }: StoreUnderTest): void {
  describe("passages", () => {
    it("annotations come of the named layers only, deleted ones too, oldest first", async () => {
      const { organisation, facilitator, verdict, tags } = await addPassages(store());
      const other = aVerdict(organisation.id, facilitator.id);
      await store().verdicts.add(other);
      const elsewhere = anAnnotation(other, facilitator.id, { createdAt: after(0) });
      await store().rooms.commit([
        aCommit(other.rooms.layer, 0, facilitator.id, { rows: { ...NO_ROWS, annotations: [elsewhere] } }),
      ]);
      expect(await store().passages.annotations([verdict.layer])).toEqual(tags);
      expect(await store().passages.annotations([verdict.layer, other.layer])).toEqual([elsewhere, ...tags]);
      expect(await store().passages.annotations([])).toEqual([]);
      expect(await store().passages.annotations([newId(LayerId)])).toEqual([]);
    });

    it("tags are named by id within the named layers only", async () => {
      const { verdict, tags } = await addPassages(store());
      const ids = [...tags.slice(1).map(({ id }) => id), "nothing"];
      expect(await store().passages.named([verdict.layer], ids)).toEqual(tags.slice(1));
      expect(await store().passages.named([newId(LayerId)], ids)).toEqual([]);
    });

    it("a tally counts what stands, by author, category and version, with the anchor that begins first", async () => {
      const { verdict, lawyer, facilitator, tags } = await addPassages(store());
      const { category, version } = tags[0] ?? { category: CategoryId.parse("none"), version: 0 };
      const at = (start: number) => ({ revision: 1, ranges: [{ start, end: start + 3 }] });
      const more = [
        anAnnotation(verdict, lawyer.id, { category, version, anchor: at(10) }),
        anAnnotation(verdict, lawyer.id, { category, version, anchor: at(10) }),
        anAnnotation(verdict, lawyer.id, { category, version, anchor: at(9) }),
        anAnnotation(verdict, lawyer.id, { category, version: version + 1, anchor: at(4) }),
      ];
      const elsewhere = aCommit(verdict.rooms.layer, 1, lawyer.id, { rows: { ...NO_ROWS, annotations: more } });
      await store().rooms.commit([elsewhere]);
      const firstOf = (...rows: AnnotationRow[]): number =>
        Math.min(...rows.map(({ anchor }) => anchor.ranges[0]?.start ?? 0));
      const [hers, theirs] = tags;
      if (!hers || !theirs) throw new Error("no tags");
      const tally = await store().passages.tally([verdict.layer]);
      const told = tally.map((row) => [row.author, row.version, row.count, row.places, row.first.ranges[0]?.start]);
      expect(told).toHaveLength(3);
      expect(told).toEqual(
        expect.arrayContaining([
          [lawyer.id, version, 4, 3, firstOf(hers, ...more.slice(0, 3))],
          [lawyer.id, version + 1, 1, 1, 4],
          [facilitator.id, theirs.version, 1, 1, firstOf(theirs)],
        ]),
      );
      expect(await store().passages.tally([newId(LayerId)])).toEqual([]);
    });

    it("threads and comments come of the named audiences only", async () => {
      const { verdict, threads, comments } = await addPassages(store());
      const { id } = verdict.verdict;
      expect(await store().passages.threads(id, ["internal", "review"])).toEqual(threads);
      expect(await store().passages.comments(id, ["internal", "review"])).toEqual(comments);
      expect(await store().passages.threads(id, ["review"])).toEqual(threads.slice(1));
      expect(await store().passages.comments(id, ["review"])).toEqual(comments.slice(1));
      expect(await store().passages.threads(id, [])).toEqual([]);
      expect(await store().passages.comments(id, [])).toEqual([]);
    });

    it("a comment is for the audience of its own room, whatever thread it names", async () => {
      const { verdict, lawyer, threads } = await addPassages(store());
      const reviewThread = threads[1];
      if (!reviewThread) throw new Error("no thread");
      const smuggled = aComment({ ...reviewThread, room: verdict.rooms.internal }, lawyer.id, {
        body: "internal words",
      });
      await store().rooms.commit([
        aCommit(verdict.rooms.internal, 1, lawyer.id, { rows: { ...NO_ROWS, comments: [smuggled] } }),
      ]);
      expect(await store().passages.comments(verdict.verdict.id, ["review"])).not.toContainEqual(smuggled);
      expect(await store().passages.comments(verdict.verdict.id, ["internal"])).toContainEqual(smuggled);
    });

    it("own threads come of the named layers only, with their comments", async () => {
      const { verdict, lawyer } = await addPassages(store());
      const ofLayer = { room: verdict.rooms.layer, audience: null, layer: verdict.layer } as const;
      const thread = aThread(verdict, lawyer.id, ofLayer);
      const comment = aComment(thread, lawyer.id);
      await store().rooms.commit([
        aCommit(verdict.rooms.layer, 1, lawyer.id, { rows: { ...NO_ROWS, threads: [thread], comments: [comment] } }),
      ]);
      expect(await store().passages.ownThreads([verdict.layer])).toEqual({ threads: [thread], comments: [comment] });
      expect(await store().passages.ownThreads([newId(LayerId)])).toEqual({ threads: [], comments: [] });
      expect(await store().passages.threads(verdict.verdict.id, ["internal", "review"])).not.toContainEqual(thread);
    });

    it("counts leave out what is deleted and what the asker may not see", async () => {
      const { verdict } = await addPassages(store());
      const { id } = verdict.verdict;
      const counts = (layers: LayerId[], audiences: ("internal" | "review")[]): Promise<unknown> =>
        store().passages.counts(id, layers, audiences);
      expect(await counts([verdict.layer], ["internal", "review"])).toEqual({
        answers: 0,
        taggers: 2,
        threads: 2,
        openThreads: 1,
        lastActivity: after(30),
      });
      expect(await counts([], ["review"])).toEqual({
        answers: 0,
        taggers: 0,
        threads: 1,
        openThreads: 0,
        lastActivity: after(10),
      });
      expect(await counts([verdict.layer], [])).toEqual({
        answers: 0,
        taggers: 2,
        threads: 0,
        openThreads: 0,
        lastActivity: after(20),
      });
      expect(await counts([], [])).toEqual({
        answers: 0,
        taggers: 0,
        threads: 0,
        openThreads: 0,
        lastActivity: null,
      });
    });
  });
}
