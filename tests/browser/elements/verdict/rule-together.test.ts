import { userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import { QueuePlace } from "../../../../client/reconcile/queue-place.ts";
import "../../../../client/reconcile/ruling.css";
import "../../../../client/reconcile/ruling/coram-rule-together.ts";
import type { Together } from "../../../../client/reconcile/ruling/coram-rule-together.ts";
import type { ShownDisagreement } from "../../../../client/reconcile/shown-disagreement.ts";
import { DisagreementId, newId } from "../../../../schema/domain/ids.ts";
import type { RevisionText } from "../../../../schema/text/revision.ts";
import { violationsOf, memberCard, mount } from "../../../helpers/browser/verdict-views.ts";

const TEXT = "He took her papers. She had no way out of the house in which he kept her.";
const BLOCK = { kind: "paragraph", section: null, page: null, printed: null, level: null, cell: null, number: "1" };
const [ANA, NELA] = [memberCard("Ana A.", "AA"), memberCard("Nela V.", "NV")];

function missed(words: string, kind = "missed"): ShownDisagreement {
  const start = TEXT.indexOf(words);
  return {
    view: { id: newId(DisagreementId), kind, version: 0, about: null, tags: [] },
    sides: [{ member: ANA, answer: null }],
    missing: [NELA],
    ranges: [{ start, end: start + words.length }],
    paragraph: "1",
    categories: [{ id: "b1", code: "B1", label: "Force" }],
    isOpen: true,
  } as unknown as ShownDisagreement;
}

it("rules on those that are ticked by one decision and one reason, each shown where it stands; what is refused is said", async () => {
  const [papers, way] = [missed("took her papers"), missed("no way out")];
  const made: Together[] = [];
  const answers: (string | null)[] = ["Somebody ruled on one of them.", null];
  const together = mount(document.createElement("coram-rule-together"));
  Object.assign(together, {
    alike: [papers, way],
    revision: { text: TEXT, blocks: [{ ...BLOCK, start: 0, end: TEXT.length }] } as unknown as RevisionText,
    key: "rulings of a test",
    send: (each: Together) => {
      made.push(each);
      return Promise.resolve(answers.shift() ?? null);
    },
  });
  await together.updateComplete;
  expect(together.querySelector(".alike")?.textContent).toContain("1 more is like this: nothing from Nela V.");
  await userEvent.click(together.querySelector(".alike button") as HTMLElement);
  const shown = [...together.querySelectorAll(".alike-words")].map((each) => each.textContent);
  expect(shown).toEqual([TEXT, TEXT]);
  expect([...together.querySelectorAll(".alike-words mark")].map((each) => each.textContent)).toEqual([
    "took her papers",
    "no way out",
  ]);
  expect(await violationsOf(together)).toEqual([]);
  const reason = together.querySelector("textarea") as HTMLTextAreaElement;
  await userEvent.click(together.querySelector(`[value="${papers.view.id}"]`) as HTMLElement);
  await userEvent.fill(reason, "Word for word.");
  // No decision yet.
  await userEvent.keyboard("{Enter}");
  expect(made).toEqual([]);
  await userEvent.click(together.querySelector("[value=theirs]") as HTMLElement);
  const record = together.querySelector("[type=submit]") as HTMLElement;
  expect(record.textContent.trim()).toBe("Record 1 ruling");
  await userEvent.click(record);
  await expect.poll(() => together.querySelector("[role=alert]")?.textContent.trim()).toContain("Somebody ruled");
  expect(reason.value).toBe("Word for word.");
  await userEvent.click(record);
  await expect.poll(() => together.querySelector("form")).toBeNull();
  const wanted = { chosen: [way], stands: true, reason: "Word for word." };
  expect(made).toEqual([wanted, wanted]);
});

it("a filter leaves nothing in the middle that the list does not show, and what is looked at is found after a reload", () => {
  const [first, second, answer] = [missed("took her papers"), missed("no way out"), missed("kept her", "answer")];
  const all = [first, second, answer];
  const before = location.href;
  try {
    const place = new QueuePlace({ requestUpdate: () => undefined } as unknown as ConstructorParameters<
      typeof QueuePlace
    >[0]);
    place.enter();
    place.settle(all, false);
    expect(place.current).toBe(first.view.id);
    place.choose({ kind: "answer", category: null, onlyOpen: false }, all);
    expect(place.current).toBe(answer.view.id);
    place.choose({ kind: "place", category: null, onlyOpen: false }, all);
    place.settle(all, false);
    expect([place.current, place.nextOpen(all)]).toEqual([null, null]);
    place.choose({ kind: "missed", category: null, onlyOpen: true }, all);
    place.open(second.view.id);
    const reloaded = new QueuePlace({ requestUpdate: () => undefined } as unknown as ConstructorParameters<
      typeof QueuePlace
    >[0]);
    reloaded.enter();
    // Before the list is there.
    reloaded.settle(null, false);
    reloaded.settle(all, false);
    expect([reloaded.current, reloaded.filter]).toEqual([second.view.id, place.filter]);
  } finally {
    history.replaceState(history.state, "", before);
  }
});

it("lists a ruled disagreement under the code of what stands, not of what the first coder said", async () => {
  const queue = mount(document.createElement("coram-disagreement-queue"));
  const one = missed("took her papers", "category");
  const other = { id: "b2", code: "B2", label: "Fraud" };
  const sides = [
    { member: ANA, tag: { category: "b1" }, answer: null },
    { member: NELA, tag: { category: "b2" }, answer: null },
  ];
  const rulings = [{ number: 1, panel: [NELA.id], outcome: { kind: "entries", coders: [NELA.id] } }];
  const view = { ...one.view, rulings, concessions: [] };
  const ruled = {
    ...one,
    view,
    sides,
    missing: [],
    isOpen: false,
    categories: [...one.categories, other],
    categoriesNow: [],
  };
  Object.assign(queue, { disagreements: [ruled], ruledWords: () => "Nela’s stands" });
  await queue.updateComplete;
  expect(queue.querySelector("[data-case] coram-code-chip")?.getAttribute("code")).toBe("B2");
});
