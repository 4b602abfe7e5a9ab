import { expect, test } from "vitest";
import { initialsOf } from "../../../schema/domain/member.ts";

test.each([
  ["Ana Gashi", "AG"],
  ["prof. Vesna Lukić", "VL"],
  ["Prof. dr Vesna Lukić", "VL"],
  ["Д-р Елена Трајкова", "ЕТ"],
  ["m-r Bojan Stojanov", "BS"],
  ["M. Lukić", "ML"],
  ["Av. Arta Hoxha", "AH"],
  ["Dragana", "D"],
  ["Dr", "D"],
])("the initials of %s are %s: a title before a name is none of it", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
