import { describe, expect, it } from "vitest";
import { newId, ScanId, VerdictId, type MemberId } from "../../../schema/domain/ids.ts";
import type { Recognised } from "../../../schema/protocol/http/imports.ts";
import type { ScannedPage } from "../../../server/store/shapes/scanned-page.ts";
import { addNetwork, after, aVerdict, expectFailure, NOW, textOf, type StoreUnderTest } from "./store-fixture.ts";

const TEXT = "Presuda";
const page = (number: number): ScannedPage => ({
  number,
  source: "read",
  width: 1654,
  height: 2339,
  items: [
    {
      text: TEXT,
      x: 72,
      y: 700,
      width: 60,
      size: 12,
      font: "",
      words: [{ text: TEXT, box: [200, 300, 150, 40], confidence: 91 }],
      cell: null,
    },
  ],
});
const place = {
  start: 0,
  end: TEXT.length,
  box: [200, 300, 150, 40] as [number, number, number, number],
  confidence: 91,
};
const recognised: Recognised = {
  ...textOf(TEXT),
  language: "sr",
  script: "Latn",
  court: null,
  caseNumber: null,
  date: null,
  country: null,
  form: null,
  pages: 2,
  warnings: [],
};

export function describeScans({ store, reopen }: StoreUnderTest): void {
  describe("scans", () => {
    const aScan = async (member: MemberId, createdAt = NOW): Promise<ScanId> => {
      const id = newId(ScanId);
      await store().scans.add({ id, member, kind: "pdf", createdAt });
      return id;
    };

    it("a scan waits, and knows which pages are done also after the store was opened again", async () => {
      const { lawyer } = await addNetwork(store());
      const id = await aScan(lawyer.id);
      expect(await store().scans.get(id)).toEqual({
        id,
        member: lawyer.id,
        kind: "pdf",
        state: "waiting",
        pages: null,
        done: 0,
        createdAt: NOW,
        problem: null,
        verdict: null,
      });
      await store().scans.setState(id, "reading");
      await store().scans.setPages(id, 3);
      // In whatever order they come; twice is once.
      for (const number of [3, 1, 1]) await store().scans.addPage(id, page(number));
      const again = await reopen();
      expect(await again.scans.get(id)).toMatchObject({ state: "reading", pages: 3, done: 2 });
      expect(await again.scans.pages(id)).toEqual([page(1), page(3)]);
    });

    it("a failure has its problem until the scan goes on", async () => {
      const { lawyer } = await addNetwork(store());
      const id = await aScan(lawyer.id);
      const problem = { code: "import-ocr-data-missing" as const, params: { command: "apt-get" } };
      await store().scans.setState(id, "failed", problem);
      expect(await store().scans.get(id)).toMatchObject({ state: "failed", problem });
      await store().scans.setState(id, "waiting");
      expect(await store().scans.get(id)).toMatchObject({ state: "waiting", problem: null });
    });

    it("finished it keeps the draft and the places of its words, and the words no more; confirmed not even the draft", async () => {
      const { lawyer, organisation } = await addNetwork(store());
      const id = await aScan(lawyer.id);
      for (const number of [1, 2]) await store().scans.addPage(id, page(number));
      await store().scans.finish(id, recognised, [[place], []]);
      expect(await store().scans.draft(id)).toEqual(recognised);
      expect((await store().scans.pages(id)).flatMap(({ items }) => items)).toEqual([]);
      const made = { ...aVerdict(organisation.id, lawyer.id), scan: id };
      await store().verdicts.add(made);
      expect(await store().scans.get(id)).toMatchObject({ state: "ready", verdict: made.verdict.id });
      expect(await store().scans.draft(id)).toBeNull();
      expect(await store().scans.unconfirmed()).toEqual([]);
      const { scan } = (await store().scans.ofVerdict(made.verdict.id)) ?? {};
      expect(scan?.pages).toEqual([
        { number: 1, source: "read", width: 1654, height: 2339, words: [place] },
        { number: 2, source: "read", width: 1654, height: 2339, words: [] },
      ]);
    });

    it("one scan makes one verdict: a second one, and one of a scan that is not ready, is not stored at all", async () => {
      const { lawyer, organisation } = await addNetwork(store());
      const before = (await store().verdicts.all()).length;
      const id = await aScan(lawyer.id);
      const add = () => store().verdicts.add({ ...aVerdict(organisation.id, lawyer.id), scan: id });
      await expectFailure(add(), "conflict");
      await store().scans.finish(id, recognised, []);
      await add();
      await expectFailure(add(), "conflict");
      expect(await store().verdicts.all()).toHaveLength(before + 1);
    });

    it("overdue is what was never confirmed for long, and that of a verdict out of preparation", async () => {
      const { lawyer, organisation } = await addNetwork(store());
      const old = await aScan(lawyer.id, NOW);
      const young = await aScan(lawyer.id, after(20));
      const taken = await aScan(lawyer.id, NOW);
      await store().scans.finish(taken, recognised, []);
      const made = { ...aVerdict(organisation.id, lawyer.id), scan: taken };
      await store().verdicts.add({ ...made, verdict: { ...made.verdict, stage: "in-preparation" } });
      expect(await store().scans.overdue(after(10))).toEqual([old]);
      await store().verdicts.setStage(made.verdict.id, "cleared");
      expect(new Set(await store().scans.overdue(after(10)))).toEqual(new Set([old, taken]));
      expect(await store().scans.get(young)).not.toBeNull();
    });

    it("what was looked at of a verdict's scan lasts, can be taken back, and goes with the scan", async () => {
      const { lawyer, organisation } = await addNetwork(store());
      const id = await aScan(lawyer.id);
      await store().scans.finish(id, recognised, []);
      const made = { ...aVerdict(organisation.id, lawyer.id), scan: id };
      const verdict = made.verdict.id;
      expect(await store().scans.isScanned(verdict)).toBe(false);
      await expectFailure(store().scans.setLooked(verdict, [0], true), "not-found");
      await store().verdicts.add(made);
      expect(await store().scans.isScanned(verdict)).toBe(true);
      await store().scans.setLooked(verdict, [30, 4], true);
      await store().scans.setLooked(verdict, [4, 12], true);
      await store().scans.setLooked(verdict, [30, 31], false);
      expect(await (await reopen()).scans.looked(verdict)).toEqual([4, 12]);
      await store().scans.remove(id);
      expect(await store().scans.looked(verdict)).toBeNull();
      expect(await store().scans.isScanned(verdict)).toBe(false);
    });

    it("removed it is gone with its pages, and nothing comes back into it", async () => {
      const { lawyer } = await addNetwork(store());
      const id = await aScan(lawyer.id);
      await store().scans.addPage(id, page(1));
      await store().scans.remove(id);
      await store().scans.remove(id);
      expect(await store().scans.get(id)).toBeNull();
      expect(await store().scans.pages(id)).toEqual([]);
      await expectFailure(store().scans.addPage(id, page(2)), "not-found");
      await expectFailure(store().scans.setState(id, "failed"), "not-found");
      await expectFailure(store().scans.finish(id, recognised, []), "not-found");
      expect(await store().scans.ofVerdict(newId(VerdictId))).toBeNull();
    });
  });
}
