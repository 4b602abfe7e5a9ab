import { describe, expect, it } from "vitest";
import {
  AnnotationId,
  CategoryId,
  newId,
  QuestionId,
  RoomId,
  VerdictId,
  type OutputId,
} from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import type { QuoteRow, FigureRow, OutputRows, RecommendationRow } from "../../../server/store/output-store.ts";
import { addOutput, aVersion } from "./store-contract-outputs.ts";
import { addNetwork, after, aCommit, expectFailure, NO_ROWS, type StoreUnderTest } from "./store-fixture.ts";

const placed = (position: number, section: string | null = "facts") => ({ block: newId(BlockId), position, section });

function aQuote(position: number, change: Partial<QuoteRow> = {}): QuoteRow {
  const nothing = { annotation: null, layer: null, translation: null, approved: null };
  return { ...placed(position), form: "block", verdict: null, anchor: null, ...nothing, ...change };
}

function aRecommendation(position: number, body: string): RecommendationRow {
  const fields = {
    finding: "Claims are sent away.",
    addressee: "Courts",
    verb: "decide",
    deadline: "2027",
    indicator: "n",
    pair: newId(BlockId),
  };
  return { ...placed(position, null), body, ...fields };
}

const rowsOf = (output: OutputId, change: Partial<OutputRows> = {}): OutputRows => ({
  output,
  title: "Sažetak",
  evidence: [],
  figures: [],
  recommendations: [],
  ...change,
});

/** A quote of one verdict, a table of another, figures and a recommendation. */
function oneOfEach(quoted: VerdictId, listed: VerdictId) {
  const category = CategoryId.parse("means.vulnerability");
  const quote = aQuote(2, {
    form: "words",
    verdict: quoted,
    anchor: {
      revision: 1,
      ranges: [
        { start: 0, end: 10 },
        { start: 12, end: 20 },
      ],
    },
    annotation: newId(AnnotationId),
    layer: "adjudicated",
    translation: "en",
    approved: { revision: 1, category, version: 1 },
  });
  const table = aQuote(0, { form: "timeline", verdict: listed, section: null });
  const figure: FigureRow = {
    ...placed(1),
    subject: { kind: "answers", question: QuestionId.parse("outcome"), values: ["yes"] },
    scope: { kind: "verdicts", verdicts: [quoted] },
    approved: { n: 2, of: 6 },
  };
  const empty: FigureRow = { ...placed(3, null), subject: null, scope: null, approved: null };
  const recommendation = aRecommendation(4, "Courts should decide on claims.");
  return { quote, table, figure, empty, recommendation };
}

/** What outputs' rooms project into. */
export function describeOutputRows({ store, reopen }: StoreUnderTest): void {
  describe("rows of outputs", () => {
    it("what a room holds of title, quotes, figures and recommendations is read in the order of the document", async () => {
      const { lawyer, verdict } = await addNetwork(store());
      const { output, rooms } = await addOutput(store(), lawyer.id);
      const other = await addOutput(store(), lawyer.id, { createdAt: after(2) });
      const mine = verdict.verdict.id;
      const gone = newId(VerdictId);
      const { quote, table, figure, empty, recommendation } = oneOfEach(mine, gone);
      const held = { title: "Novi naslov", evidence: [table, quote], figures: [figure, empty] };
      const rows = rowsOf(output.id, { ...held, recommendations: [recommendation] });
      await store().rooms.commit([aCommit(rooms.content, 0, lawyer.id, { rows: { ...NO_ROWS, output: rows } })]);
      const elsewhere = aQuote(0, { verdict: mine, anchor: { revision: 1, ranges: [{ start: 1, end: 3 }] } });
      const others = rowsOf(other.output.id, { evidence: [elsewhere] });
      await store().rooms.commit([
        aCommit(other.rooms.content, 0, lawyer.id, { rows: { ...NO_ROWS, output: others } }),
      ]);

      const { outputs, rooms: roomStore } = await reopen();
      const id = { output: output.id };
      expect(await outputs.evidence([output.id])).toEqual([table, quote].map((row) => ({ ...row, ...id })));
      expect(await outputs.evidence([])).toEqual([]);
      expect((await outputs.evidence([other.output.id, output.id])).map(({ block }) => block)).toEqual(
        [elsewhere, table, quote].map(({ block }) => block),
      );
      expect(await outputs.figures([output.id])).toEqual([figure, empty].map((row) => ({ ...row, ...id })));
      expect(await outputs.recommendations([output.id])).toEqual([{ ...recommendation, ...id }]);
      expect(new Set((await outputs.quotesOf(mine)).map((row) => row.block))).toEqual(
        new Set([quote.block, elsewhere.block]),
      );
      expect(await outputs.quotesOf(newId(VerdictId))).toEqual([]);
      // A timeline draws on a verdict and quotes none of it.
      const listed = { title: "Novi naslov", quotes: 1, recommendations: 1, named: [mine, gone].sort() };
      expect(await outputs.get(output.id)).toMatchObject(listed);
      expect((await roomStore.rows(rooms.content)).output).toEqual(rows);

      // What is there no more goes; what stays stays, wherever it has moved to.
      const moved = { ...quote, position: 0, section: null };
      const next = rowsOf(output.id, { title: "Novi naslov", evidence: [moved] });
      await roomStore.commit([aCommit(rooms.content, 1, lawyer.id, { rows: { ...NO_ROWS, output: next } })]);
      expect(await outputs.evidence([output.id])).toEqual([{ ...moved, ...id }]);
      expect([await outputs.figures([output.id]), await outputs.recommendations([output.id])]).toEqual([[], []]);
      expect(await outputs.get(output.id)).toMatchObject({ quotes: 1, recommendations: 0, named: [mine] });
    });

    it("a change of words alone says when, and leaves the rows as they are", async () => {
      const { lawyer } = await addNetwork(store());
      const { output, rooms } = await addOutput(store(), lawyer.id);
      const rows = { ...NO_ROWS, output: rowsOf(output.id, { evidence: [aQuote(0)] }) };
      await store().rooms.commit([aCommit(rooms.content, 0, lawyer.id, { rows })]);
      const updates = [{ member: lawyer.id, bytes: new Uint8Array([9]), at: after(90) }];
      await store().rooms.commit([aCommit(rooms.content, 1, lawyer.id, { updates })]);
      expect((await store().outputs.get(output.id))?.changedAt).toBe(after(90));
      expect(await store().outputs.evidence([output.id])).toHaveLength(1);
    });

    it("a room that is renewed takes its rows along, and an approved one is renewed too: an erasure reaches it", async () => {
      const { lawyer, facilitator } = await addNetwork(store());
      const { output, rooms } = await addOutput(store(), lawyer.id);
      const quote = aQuote(0, { anchor: { revision: 1, ranges: [{ start: 0, end: 3 }] } });
      const rows = { ...NO_ROWS, output: rowsOf(output.id, { evidence: [quote], title: "O Marku" }) };
      await store().rooms.commit([aCommit(rooms.content, 0, lawyer.id, { rows })]);
      const frozen = { ...aVersion(facilitator.id, { kind: "approved" }), tables: [], seq: 1 };
      await store().outputs.setStatus(output.id, 1, "approved", facilitator.id, after(20), frozen);
      const next = newId(RoomId);
      const renewed = { ...rows.output, title: "O [Victim A]" };
      await store().rooms.renew({
        room: rooms.content,
        expectedSeq: 1,
        next,
        snapshotV2: new Uint8Array([1]),
        clients: [[7, lawyer.id]],
        rows: { ...NO_ROWS, output: renewed },
      });
      const again = await reopen();
      expect(await again.outputs.rooms(output.id)).toEqual({ ...rooms, content: next });
      expect(await again.outputs.get(output.id)).toMatchObject({
        title: "O [Victim A]",
        quotes: 1,
        status: "approved",
      });
      expect((await again.rooms.row(rooms.content))?.gone).toBe(true);
      await expectFailure(again.rooms.commit([aCommit(next, 1, lawyer.id)]), "conflict");
    });

    it("a verdict that is taken away leaves its outputs with what they say of it", async () => {
      const { lawyer, verdict } = await addNetwork(store());
      const id = verdict.verdict.id;
      const { output, rooms } = await addOutput(store(), lawyer.id, { scope: { kind: "verdicts", verdicts: [id] } });
      const quote = aQuote(0, { verdict: id, anchor: { revision: 1, ranges: [{ start: 0, end: 3 }] } });
      const rows = { ...NO_ROWS, output: rowsOf(output.id, { evidence: [quote] }) };
      await store().rooms.commit([aCommit(rooms.content, 0, lawyer.id, { rows })]);
      await store().erasures.dropVerdict(id, after(30));
      const { outputs } = await reopen();
      expect(await outputs.get(output.id)).toMatchObject({ scope: output.scope, named: [id], quotes: 1 });
      expect(await outputs.quotesOf(id)).toEqual([{ ...quote, output: output.id }]);
      expect(await outputs.rooms(output.id)).toEqual(rooms);
    });
  });
}
