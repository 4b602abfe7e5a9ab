import { expect, it } from "vitest";
import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import type { PersonRole } from "../../../schema/domain/privacy.ts";
import { sharedSurnames } from "../../../server/privacy/persons/shared-surname.ts";
import type { NamedPerson } from "../../../server/store/shapes/names-document.ts";

type Given = [canonical: string, role: PersonRole, state: NamedPerson["state"], inText?: string];

/** Who has whose surname, by canonical names; `!` where it blocks. */
function shared(language: VerdictLanguage, ...given: Given[]): Record<string, string> {
  const entities = given.map(([canonical, role, state], i): NamedPerson => {
    const token = { kind: role === "victim" ? ("Victim" as const) : ("Person" as const), label: String(i) };
    return { id: `e${i}`, canonical, role, state, token, unit: null, confidence: 1 };
  });
  const mentions = given.map(([canonical, , , text = canonical], i) => {
    return { entity: `e${i}`, start: i * 100, end: i * 100 + text.length, text, sure: true, state: "open" as const };
  });
  return Object.fromEntries(
    [...sharedSurnames({ entities, mentions }, language)].map(([id, { carries, blocks }]) => [
      entities.find((each) => each.id === id)?.canonical,
      `${carries.join(" ")}${blocks ? " !" : ""}`,
    ]),
  );
}

it("knows a surname in every form and both scripts, and blocks where a victim's relative, witness or defendant has it", () => {
  const victim: Given = ["Jovana Stanić", "victim", "confirmed"];
  expect(shared("sr", victim, ["Vesna Stanić", "relative", "dismissed"])).toEqual({ "Vesna Stanić": "[Victim 0] !" });
  expect(shared("sr", victim, ["Станић Весна", "witness", "proposed"])).toEqual({ "Станић Весна": "[Victim 0] !" });
  expect(shared("sr", victim, ["Petra Stanića", "defendant", "dismissed"])).toEqual({
    "Petra Stanića": "[Victim 0] !",
  });
  expect(shared("sr", victim, ["Mara Lukić-Stanić", "relative", "dismissed"])).toEqual({
    "Mara Lukić-Stanić": "[Victim 0] !",
  });
  // Called otherwise by those who prepare, and read in the text all the same.
  expect(shared("sr", victim, ["Majka", "relative", "dismissed", "Vesnom Stanić"])).toEqual({ Majka: "[Victim 0] !" });
  expect(shared("sr", ["Ana Stamenova", "victim", "proposed"], ["Ivo Stamenov", "relative", "dismissed"])).toEqual({
    "Ivo Stamenov": "[Victim 0] !",
  });
  expect(
    shared("mk", ["Цвета Ристовска", "victim", "confirmed"], ["Зоран Ристовски", "defendant", "dismissed"]),
  ).toEqual({ "Зоран Ристовски": "[Victim 0] !" });
  expect(shared("sq", ["Mirela Hoxha", "victim", "confirmed"], ["Arben Hoxhës", "relative", "dismissed"])).toEqual({
    "Arben Hoxhës": "[Victim 0] !",
  });
});

it("asks only of those in office, of a given name that is a surname, and of the surname of another who is replaced", () => {
  const victim: Given = ["Jovana Stanić", "victim", "confirmed"];
  expect(shared("sr", victim, ["Milan Stanić", "judge", "dismissed"])).toEqual({ "Milan Stanić": "[Victim 0]" });
  expect(shared("sq", ["Ana Luka", "victim", "confirmed"], ["Luka Gjoni", "witness", "dismissed"])).toEqual({
    "Luka Gjoni": "[Victim 0]",
  });
  expect(shared("sr", ["Petar Ilić", "witness", "confirmed"], victim, ["Ivan Ilić", "relative", "dismissed"])).toEqual({
    "Ivan Ilić": "[Person 0]",
  });
});

it("says nothing of a given name that two have, of another surname, and of one who has it from a judge", () => {
  const victim: Given = ["Jovana Stanić", "victim", "confirmed"];
  expect(shared("sr", victim, ["Jovana Perić", "witness", "dismissed"])).toEqual({});
  expect(shared("sr", victim, ["Vesna Stanojević", "relative", "dismissed"])).toEqual({});
  expect(shared("sr", ["Vera Simić", "judge", "confirmed"], ["Ivan Simić", "witness", "dismissed"])).toEqual({});
  // Both are replaced.
  expect(shared("sr", victim, ["Vesna Stanić", "relative", "confirmed"])).toEqual({});
});
