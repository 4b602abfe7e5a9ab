import type { AuditEntry } from "../../../server/store/audit-store.ts";
import { describe, expect, it } from "vitest";
import { CategoryId, MemberId, newId } from "../../../schema/domain/ids.ts";
import type { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import { addNetwork, after, expectFailure, NOW, type StoreUnderTest } from "./store-fixture.ts";

function aMethodology(title: string): MethodologyContent {
  const category = {
    id: CategoryId.parse("means"),
    code: "B",
    parent: null,
    label: { en: "Means", "sr-Latn": "Sredstvo" },
  };
  const rest = {
    definition: {},
    include: { en: ["threat"] },
    exclude: {},
    example: {},
    exampleFrom: null,
    nearMiss: {},
    onlyChildren: false,
    spanRule: {},
    digit: 1,
  };
  return { title: { en: title }, groups: [], categories: [{ ...category, ...rest }], questions: [], outputs: [] };
}

export function describeMethodologies({ store, reopen }: StoreUnderTest): void {
  describe("methodologies", () => {
    it("before the first freeze none is in force", async () => {
      expect(await store().methodologies.current()).toBeNull();
      expect(await store().methodologies.version(1)).toBeNull();
    });

    it("each freeze is the next version of one methodology, and earlier ones stay as they were", async () => {
      const { facilitator } = await addNetwork(store());
      const first = await store().methodologies.freeze(aMethodology("One"), "start", null, NOW);
      const second = await store().methodologies.freeze(
        aMethodology("Two"),
        "after the workshop",
        facilitator.id,
        after(1),
      );
      expect(first).toMatchObject({ number: 1, note: "start", frozenAt: NOW, content: aMethodology("One") });
      expect(second).toMatchObject({ number: 2, methodology: first.methodology, content: aMethodology("Two") });
      const again = await reopen();
      expect(await again.methodologies.current()).toEqual(second);
      expect(await again.methodologies.version(1)).toEqual(first);
      expect(await again.methodologies.version(3)).toBeNull();
    });

    it("a freeze that fails takes no number", async () => {
      await expectFailure(store().methodologies.freeze(aMethodology("X"), "", newId(MemberId), NOW), "not-found");
      expect((await store().methodologies.freeze(aMethodology("Y"), "", null, NOW)).number).toBe(1);
    });
  });
}

export function describeAudit({ store, reopen }: StoreUnderTest): void {
  describe("audit", () => {
    const entry = (i: number): AuditEntry => ({
      at: after(i),
      actor: MemberId.parse("AAAAAAAAAAAAAAAAAAAAAA"),
      action: "verdict.read",
      subject: { verdict: "BBBBBBBBBBBBBBBBBBBBBB", n: i, guest: null },
    });

    it("an empty log has a head and holds", async () => {
      expect(await store().audit.head()).toEqual({ number: 0, hash: "0".repeat(64) });
      expect(await store().audit.verify()).toBeNull();
      expect(await store().audit.list(10)).toEqual([]);
    });

    it("entries are numbered from 1, read newest first by pages, and hold after a restart", async () => {
      for (let i = 1; i <= 5; i++) await store().audit.append(entry(i));
      const again = await reopen();
      const page = await again.audit.list(2);
      expect(page.map(({ number }) => number)).toEqual([5, 4]);
      expect(page[0]).toMatchObject(entry(5));
      expect((await again.audit.list(10, 4)).map(({ number }) => number)).toEqual([3, 2, 1]);
      expect(await again.audit.head()).toEqual({ number: 5, hash: page[0]?.hash });
      expect(await again.audit.verify()).toBeNull();
    });

    it("entries appended at once get a number each, and the chain holds", async () => {
      await Promise.all(Array.from({ length: 20 }, (_, i) => store().audit.append({ ...entry(i), actor: null })));
      expect((await store().audit.head()).number).toBe(20);
      expect(await store().audit.verify()).toBeNull();
    });

    it("equal entries have different hashes, because each carries the one before", async () => {
      await store().audit.append(entry(1));
      await store().audit.append(entry(1));
      const hashes = (await store().audit.list(2)).map(({ hash }) => hash);
      expect(new Set(hashes).size).toBe(2);
    });
  });
}

export function describeSettings({ store, reopen }: StoreUnderTest): void {
  describe("settings", () => {
    it("a setting is null, then what was set last, then null again", async () => {
      expect(await store().setting("network-name")).toBeNull();
      await store().setSetting("network-name", "One");
      await store().setSetting("network-name", "Two");
      const again = await reopen();
      expect(await again.setting("network-name")).toBe("Two");
      expect(await again.setting("other")).toBeNull();
      await again.setSetting("network-name", null);
      expect(await again.setting("network-name")).toBeNull();
    });
  });
}
