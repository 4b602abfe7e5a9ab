import { expect, it, onTestFinished } from "vitest";
import { unsentWords } from "../../../../client/typed/typed-on.ts";
import "../../../../client/verdict/cards/coram-tag-card.ts";
import { ELIRA, mount, tagView } from "../../../helpers/browser/verdict-views.ts";
import { area } from "./cards.ts";

it("a tag's card says whose words stand beside another's tag, who deleted it, and so while one writes on it", async () => {
  const tag = tagView("B1", { note: "Izolacija i pretnje.", changedBy: ELIRA, by: { note: ELIRA } });
  const card = mount(document.createElement("coram-tag-card"));
  Object.assign(card, { tag, active: true });
  await card.updateComplete;
  expect(card.textContent).toContain(`Written by ${ELIRA.name}`);
  card.editNote();
  await card.updateComplete;
  card.tag = { ...tag, deleted: true, by: { note: ELIRA, deleted: ELIRA } };
  await card.updateComplete;
  expect(card.querySelector("[role=status]")?.textContent).toBe(`${ELIRA.name} deleted this tag.`);
  // What is being written stays in its box.
  expect(area(card).value).toBe("Izolacija i pretnje.");
});

it("says of words of before this page that they are unsent, and not that somebody changed what they are about", async () => {
  const tag = tagView("B1", { note: "old" });
  unsentWords.set(`note ${tag.id}`, "old, and more");
  onTestFinished(() => void unsentWords.delete(`note ${tag.id}`));
  const card = mount(document.createElement("coram-tag-card"));
  Object.assign(card, { tag, active: true });
  await card.updateComplete;
  card.editNote();
  await card.updateComplete;
  expect(area(card).value).toBe("old, and more");
  expect(card.querySelector("[role=alert]")?.textContent).toMatch(
    /^\s*Your unsent words are in the field\. What stands there reads:\s*old\s/,
  );
});
