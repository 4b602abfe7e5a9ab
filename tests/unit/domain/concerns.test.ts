import { expect, test } from "vitest";
import { MemberId } from "../../../schema/domain/ids.ts";
import { concerns } from "../../../server/access/concerns.ts";

const ANA = MemberId.parse("ana".padEnd(22, "0"));
const marko = { id: MemberId.parse("marko".padEnd(22, "0")), name: "Marko Novak" };

test("a question that nobody has answered is everybody's, but of old ones only those that name who came later are theirs", () => {
  const asks = (body: string, isOld: boolean): boolean =>
    concerns(marko, ANA, [{ author: ANA, body }], [], new Map(), isOld);
  expect(asks("Is this force?", false)).toBe(true);
  expect(asks("Is this force?", true)).toBe(false);
  expect(asks("Is this force, @Marko?", true)).toBe(true);
});
