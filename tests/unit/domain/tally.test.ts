import { expect, test } from "vitest";
import { newId, OrganisationId } from "../../../schema/domain/ids.ts";
import { takesVote, type Vote } from "../../../schema/domain/workshop/ballot.ts";
import { tallyOf, type CountedVote } from "../../../schema/domain/workshop/tally.ts";

const [ONE, TWO, THREE] = [newId(OrganisationId), newId(OrganisationId), newId(OrganisationId)];
const said = (vote: Vote, organisation = ONE, as: CountedVote["as"] = "members"): CountedVote => ({
  vote,
  organisation,
  as,
});
const asked = { kind: "yes-no", choices: [] as string[], by: "person", secret: false, share: null } as const;

test.each([
  ["half", 2, 2, false],
  ["half", 3, 2, true],
  ["two-thirds", 2, 1, true],
  ["two-thirds", 3, 2, false],
  ["all", 5, 0, true],
  ["all", 5, 1, false],
  ["half", 0, 0, false],
] as const)("needs %s: %i for and %i against", (share, yes, no, isCarried) => {
  const votes = [...Array.from({ length: yes }, () => said("yes")), ...Array.from({ length: no }, () => said("no"))];
  // Who abstains is neither for nor against.
  expect(tallyOf({ ...asked, share }, [...votes, said("abstain")]).isCarried).toBe(isCarried);
});

test("a vote that nobody cast is neither carried nor not, and one in which all abstained is not carried", () => {
  expect(tallyOf({ ...asked, share: "half" }, []).isCarried).toBeNull();
  expect(tallyOf({ ...asked, share: "half" }, [said("abstain")]).isCarried).toBe(false);
  // Those who advise carry nothing.
  expect(tallyOf({ ...asked, share: "half" }, [said("yes", ONE, "guests")]).isCarried).toBeNull();
});

test("a ranking counts by Borda, of persons and of organisations, where two as many points divide one", () => {
  const ranking = { ...asked, kind: "ranking" as const, choices: ["a", "b", "c"] };
  const votes = [
    said([2, 0, 1]),
    said([2, 1, 0]),
    said([2, 0, 1]),
    said([0, 1, 2], TWO),
    said([0, 1, 2], THREE),
    said([1, 0, 2], THREE),
  ];
  expect(tallyOf(ranking, votes).counts).toEqual([7, 5, 6]);
  const { counts, abstained, organisations } = tallyOf({ ...ranking, by: "organisation" }, votes);
  expect(new Map(organisations.map(({ organisation, vote }) => [organisation, vote]))).toEqual(
    new Map<string, Vote>([
      [ONE, [2, 0, 1]],
      [TWO, [0, 1, 2]],
      [THREE, "abstain"],
    ]),
  );
  expect([counts, abstained]).toEqual([[3, 1, 2], 1]);
});

test("guests' advice on a secret ballot is told from four of them on, and reviewers' apart", () => {
  const secret = { ...asked, secret: true };
  const guests = [said("yes", TWO, "guests"), said("no", TWO, "guests"), said("no", TWO, "guests")];
  const withheld = { group: "guests", replies: 3, isWithheld: true, counts: [], abstained: 0 };
  expect(tallyOf(secret, [said("yes"), ...guests]).advice).toEqual([withheld]);
  const { advice, counts } = tallyOf(secret, [said("yes"), ...guests, said("no", TWO, "guests")]);
  expect([advice, counts]).toEqual([[{ ...withheld, replies: 4, isWithheld: false, counts: [1, 3] }], [1, 0]]);
});

test("a ballot takes what its kind asks for", () => {
  const of = (kind: "choice" | "ranking" | "scale" | "yes-no", vote: Vote): boolean =>
    takesVote({ kind, choices: kind === "choice" || kind === "ranking" ? ["a", "b"] : [] }, vote);
  expect([of("yes-no", "yes"), of("scale", 5), of("choice", 1), of("ranking", [1, 0])]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([of("yes-no", 1), of("scale", 0), of("scale", 6), of("choice", 2)]).toEqual([false, false, false, false]);
  expect([of("ranking", [1, 1]), of("ranking", [0]), of("ranking", [0, 2]), of("scale", "yes")]).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(of("ranking", "abstain")).toBe(true);
});
