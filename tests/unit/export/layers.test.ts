import { describe, expect, it } from "vitest";
import type { ExportFilter } from "../../../schema/protocol/http/exports.ts";
import { FORCE, openExportNetwork } from "../../helpers/network/export-network.ts";

describe("layers in exports", () => {
  it("a passage says of which kind of layer and which round it is", async () => {
    const network = await openExportNetwork();
    await network.tag(network.latin, network.lawyer, "oduzeo pasoš");
    const { verdicts } = await network.collect(network.facilitator);
    const [passage] = verdicts.flatMap(({ passages }) => passages);
    expect(passage).toMatchObject({ layerKind: "shared", round: 1, awaitsReview: false });
  });

  it("a choice of layers takes those of a kind, and the one that stands is the default", async () => {
    const network = await openExportNetwork();
    await network.tag(network.latin, network.lawyer, "oduzeo pasoš");
    const count = async (filter: Partial<ExportFilter>): Promise<number> =>
      (await network.collect(network.facilitator, filter)).head.count;
    expect(await count({})).toBe(1);
    expect(await count({ layers: "all" })).toBe(1);
    expect(await count({ layers: "shared" })).toBe(1);
    expect(await count({ layers: "own" })).toBe(0);
    expect(await count({ layers: "adjudicated" })).toBe(0);
  });

  it("a tag whose category means something else awaits review until somebody decides", async () => {
    const network = await openExportNetwork();
    const { store, facilitator } = network;
    const tag = await network.tag(network.latin, network.lawyer, "oduzeo pasoš", { category: FORCE });
    const inForce = await store.methodologies.current();
    if (!inForce) throw new Error("no methodology");
    const content = { ...inForce.content, categories: inForce.content.categories.filter(({ id }) => id !== FORCE) };
    const fates = { [FORCE]: { kind: "retired" } } as const;
    const at = "2026-03-03T09:00:00.000Z";
    await store.methodologies.freeze(content, "without force", facilitator.id, at, { base: 1, fates });
    const awaits = async (): Promise<boolean | undefined> =>
      (await network.collect(facilitator)).verdicts.flatMap(({ passages }) => passages)[0]?.awaitsReview;
    expect(await awaits()).toBe(true);
    await store.reviews.add(network.latin.verdict.id, {
      annotation: tag.id,
      layer: tag.layer,
      version: 2,
      member: facilitator.id,
      at,
      decision: "keep",
      from: { category: FORCE, version: 1 },
      category: FORCE,
    });
    expect(await awaits()).toBe(false);
  });
});
