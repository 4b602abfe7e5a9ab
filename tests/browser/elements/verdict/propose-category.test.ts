import { userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import "../../../../client/verdict/categories/coram-propose-category.ts";
import { CATEGORIES, violationsOf } from "../../../helpers/browser/verdict-views.ts";

test("who proposes a category chooses where it belongs; its language is guessed by the letters, and a reason goes with it", async () => {
  const proposal = document.createElement("coram-propose-category");
  proposal.label = "тајна категорија";
  proposal.categories = CATEGORIES;
  proposal.written = { language: "mk", script: "Cyrl" };
  const proposed: object[] = [];
  proposal.addEventListener("coram-propose", ({ detail }) => proposed.push(detail));
  document.body.replaceChildren(proposal);
  await proposal.updateComplete;
  expect(await violationsOf(proposal)).toEqual([]);
  const [parent, language] = [...proposal.querySelectorAll("select")];
  expect([parent?.value, language?.value]).toEqual(["", "mk"]);
  const why = proposal.querySelector<HTMLInputElement>("[name=why]") as HTMLInputElement;
  await userEvent.type(why, "  Недостаје.{Enter}");
  expect(proposed).toEqual([]);
  await userEvent.selectOptions(parent as HTMLSelectElement, "top");
  await userEvent.selectOptions(language as HTMLSelectElement, "sr-Cyrl");
  await userEvent.type(why, "{Enter}");
  expect(proposed).toEqual([{ label: "тајна категорија", language: "sr-Cyrl", parent: null, why: "Недостаје." }]);
});
