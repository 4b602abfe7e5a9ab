import { expect, test } from "vitest";
import { MemberId, newId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES } from "../../../schema/domain/language.ts";
import { firstNameOf, formerMemberName, numberedGuestName, shownName } from "../../../schema/text/former-member.ts";
import { createNames } from "../../../server/export/names.ts";

test("what stands for an erased member is read in the language of the page or file, and is one word", () => {
  const kept = formerMemberName(12);
  expect(kept).toBe("[Former member 12]");
  expect(UI_LANGUAGES.map((language) => shownName(kept, language))).toEqual(
    expect.arrayContaining([kept, "[Bivši član 12]", "[Бивши члан 12]", "[Поранешен член 12]", "[Ish-anëtar 12]"]),
  );
  for (const name of ["Ana Gashi", "Former member 12", `${kept} x`]) expect(shownName(name, "mk")).toBe(name);
  expect([kept, "Ana Maria Gashi"].map(firstNameOf)).toEqual([kept, "Ana"]);

  const id = newId(MemberId);
  expect(createNames([{ id, name: kept }], [], "sq").member(id)).toBe("[Ish-anëtar 12]");
});

test("a guest of a workshop is called by a number, in the language of who reads", () => {
  const kept = numberedGuestName(12);
  expect(kept).toBe("Guest 12");
  expect(UI_LANGUAGES.map((language) => shownName(kept, language)).toSorted()).toEqual(
    ["Guest 12", "Gost 12", "Гост 12", "Гостин 12", "I ftuari 12"].toSorted(),
  );
  for (const name of ["Vera Guest", "Guest", "Guest 1a", "Ana Guest 1"]) expect(shownName(name, "mk")).toBe(name);
});
