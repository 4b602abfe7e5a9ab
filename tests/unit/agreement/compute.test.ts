import { afterAll, describe, expect, it } from "vitest";
import { agreementOf } from "../../../schema/agreement/agreement-of.ts";
import type { Round, RoundVerdict } from "../../../schema/agreement/round.ts";
import { createAgreement, RESAMPLES } from "../../../server/agreement/compute.ts";

const agreement = createAgreement();
afterAll(() => agreement.close());

const verdict = (id: string): RoundVerdict => ({
  id,
  country: "rs",
  language: "sr",
  length: 100,
  coders: ["ana", "boro"],
  spans: [
    { coder: "ana", start: 10, end: 30, category: "A1" },
    { coder: "boro", start: 12, end: 30, category: "A1" },
  ],
  answers: [],
});
const round = (verdicts: number): Round => ({ verdicts: Array.from({ length: verdicts }, (_, i) => verdict(`v${i}`)) });

describe("agreement in threads", () => {
  it("is what it is without them, also where more is asked for at once than there are threads", async () => {
    agreement.prepare();
    const sizes = [1, 2, 5, 6];
    const figures = await Promise.all(sizes.map((size) => agreement.figures(`${size}`, () => round(size))));
    expect(figures).toEqual(sizes.map((size) => agreementOf(round(size), { resamples: RESAMPLES })));
  });

  it("is computed once for the same key", async () => {
    const first = agreement.figures("same", () => round(1));
    const second = agreement.figures("same", () => {
      throw new Error("asked for twice");
    });
    expect(await second).toBe(await first);
  });

  it("is told once it is there to the first who did not wait for it, and to nobody where it cannot be computed", async () => {
    const told: string[] = [];
    const now = (who: string) =>
      agreement.figuresNow(
        "soon",
        () => round(1),
        () => told.push(who),
      );
    expect([now("first"), now("second")]).toEqual([null, null]);
    const figures = await agreement.figures("soon", () => round(1));
    expect(now("third")).toBe(figures);
    const broken = { verdicts: [{ ...verdict("v"), spans: null }] } as unknown as Round;
    const failed = () =>
      agreement.figuresNow(
        "fails",
        () => broken,
        () => told.push("failed"),
      );
    expect(failed()).toBeNull();
    await expect(agreement.figures("fails", () => broken)).rejects.toThrow("not iterable");
    expect(failed()).toBeNull();
    await expect(agreement.figures("fails", () => broken)).rejects.toThrow("not iterable");
    expect(told).toEqual(["first"]);
  });

  it("goes on after a round that cannot be computed", async () => {
    const broken = { verdicts: [{ ...verdict("v"), spans: null }] } as unknown as Round;
    await expect(agreement.figures("broken", () => broken)).rejects.toThrow("not iterable");
    expect((await agreement.figures("broken", () => round(1))).all.verdicts).toBe(1);
  });
});
