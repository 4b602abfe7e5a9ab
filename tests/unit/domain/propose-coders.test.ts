import { describe, expect, it } from "vitest";
import { MemberId } from "../../../schema/domain/ids.ts";
import { proposeCoders, type Candidate } from "../../../schema/domain/propose-coders.ts";

const id = (name: string): MemberId => MemberId.parse(name.padEnd(22, "-"));
const one = (name: string, country: Candidate["country"], change: Partial<Candidate> = {}): Candidate => ({
  id: id(name),
  role: "lawyer",
  country,
  load: 0,
  ...change,
});
const proposed = (members: Candidate[], conflicts: MemberId[] = []): string[] =>
  proposeCoders({ country: "rs", conflicts }, members).map((each) => each.replace(/-+$/, ""));

describe("who might code a verdict", () => {
  it("two lawyers of its country and one from another", () => {
    const all = [one("arta", "al"), one("ana", "rs"), one("mila", "mk"), one("eva", "rs"), one("iva", "rs")];
    expect(proposed(all)).toEqual(["ana", "eva", "arta"]);
  });

  it("those with the least to do, and nobody who represented somebody in the case", () => {
    const all = [one("ana", "rs", { load: 3 }), one("eva", "rs"), one("iva", "rs", { load: 1 }), one("ida", "rs")];
    expect(proposed(all, [id("eva")])).toEqual(["ida", "iva"]);
  });

  it("facilitators only where lawyers are too few, reviewers and readers never", () => {
    const all = [
      one("fay", "rs", { role: "facilitator" }),
      one("ana", "rs", { load: 9 }),
      one("rea", "rs", { role: "reviewer" }),
      one("ron", "al", { role: "reader" }),
    ];
    expect(proposed(all)).toEqual(["ana", "fay"]);
  });
});
