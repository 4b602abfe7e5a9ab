import { expect, test } from "vitest";
import { MemberId, newId } from "../../../schema/domain/ids.ts";
import { mentionOf, mentionsIn, saidPieces, withMentions, withNames } from "../../../schema/rooms/mentions.ts";

const [ana, anaMaria, besim] = [newId(MemberId), newId(MemberId), newId(MemberId)];
const PEOPLE = [
  { id: ana, name: "Ana" },
  { id: anaMaria, name: "Ana Marić" },
  { id: besim, name: "[Former member 2]" },
];
const nameOf = (id: MemberId): string => PEOPLE.find((each) => each.id === id)?.name ?? "?";

test("what is typed with @Name is kept by ids, the longest name first, and read with names again", () => {
  const typed = "@Ana Marić, and @Ana: see @[Former member 2]. Not a@Ana, @Anastasija or @ Ana.";
  const kept = withMentions(typed, PEOPLE);
  expect(kept).toBe(
    `${mentionOf(anaMaria)}, and ${mentionOf(ana)}: see ${mentionOf(besim)}. Not a@Ana, @Anastasija or @ Ana.`,
  );
  expect(mentionsIn(kept)).toEqual([anaMaria, ana, besim]);
  expect(withNames(kept, nameOf)).toBe(typed);
  expect(saidPieces(`${mentionOf(ana)}!`)).toEqual([{ member: ana }, "!"]);
  expect(withMentions(typed, [])).toBe(typed);
});

test("of two of one name the first of the list is mentioned", () => {
  const other = newId(MemberId);
  expect(mentionsIn(withMentions("@Ana", [{ id: other, name: "Ana" }, ...PEOPLE]))).toEqual([other]);
});

test("whoever mentions half the world tells twenty of them", () => {
  expect(mentionsIn(Array.from({ length: 50 }, () => mentionOf(newId(MemberId))).join(" "))).toHaveLength(20);
  expect(mentionsIn(`${mentionOf(ana)} ${mentionOf(ana)} @[too short]`)).toEqual([ana]);
});
