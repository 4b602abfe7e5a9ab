import { page as browser } from "vitest/browser";
import { beforeEach, expect, it } from "vitest";
import "../../../../client/workshops/coram-workshop-page.ts";
import type { Organisation } from "../../../../schema/domain/member.ts";
import { newId, PassageId, SeatId } from "../../../../schema/domain/ids.ts";
import { expectBothThemes } from "../../../helpers/browser/shell-answers.ts";
import { FACILITATOR, LAWYER, ORGANISATIONS } from "../../../helpers/browser/shell-data.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";
import { id, now, path, step, view } from "../../../helpers/workshops/workshop-page.ts";

const [ORGANISATION] = ORGANISATIONS as [Organisation];

beforeEach(() => browser.viewport(1440, 900));

it("a reading has the kept translation below each paragraph, and no word of it once a new text is told", async () => {
  const text = verdictOf("Otišla je.\nMogla je.");
  const { verdict } = text;
  const anchor = { revision: 1, ranges: [{ start: 0, end: 20 }] };
  const reading = step("Reading", {
    kind: "read",
    phase: "on",
    beganAt: now,
    passages: [{ id: newId(PassageId), verdict: verdict.id, anchor }],
  });
  const head = { language: "en", version: 1 } as const;
  const paragraph = { number: "2", text: "She could.", author: LAWYER.id, writtenAt: now, version: 1 };
  const whole = { ...head, source: "", createdAt: now, createdBy: LAWYER.id };
  const paragraphs = [{ ...paragraph, anchor: { revision: 1, ranges: [{ start: 11, end: 20 }] } }];
  const seat = { id: newId(SeatId), member: LAWYER.id, language: "en", handAt: null, speaksAt: null, at: now } as const;
  const rights = { plan: false, lead: false, takePart: true, minutes: false, takeFloorAfterMs: null };
  const answers: Record<string, unknown> = {
    [`GET ${path}`]: view({ step: reading.id }, { steps: [reading], seat, rights }),
    [`GET /api/verdicts/${verdict.id}`]: { ...text, translations: [head] },
    [`GET /api/verdicts/${verdict.id}/translations/en`]: { ...whole, paragraphs },
  };
  const { events } = await mount("coram-workshop-page", LAWYER, answers, { workshopId: id } as object);
  const words = browser.getByText("She could.");
  await expect.element(words).toBeVisible();
  expect(words.element().closest("[lang]")?.getAttribute("lang")).toBe("en");
  expect(words.element().previousElementSibling?.textContent).toContain("Mogla je.");
  await expectBothThemes();
  answers[`GET /api/verdicts/${verdict.id}`] = { status: 503, problem: { code: "overloaded" } };
  for (const hears of events["listeners"]) hears({ type: "revision", verdict: verdict.id, revision: 2 });
  await expect.element(words).not.toBeInTheDocument();
});

it("who leads is told that guests and the screen read none of the words, with the way to the verdict's stage; nobody else is", async () => {
  const text = verdictOf("Otišla je.");
  const { verdict } = text;
  const passages = [
    { id: newId(PassageId), verdict: verdict.id, anchor: { revision: 1, ranges: [{ start: 0, end: 10 }] } },
  ];
  const reading = step("Reading", { kind: "read", phase: "on", beganAt: now, passages });
  const of = { verdict: verdict.id, caseNumber: "K 77/24", owner: ORGANISATION.id };
  const closedToGuests = [{ ...of, mayClear: true }];
  const seen = view({ step: reading.id }, { steps: [reading], closedToGuests });
  const answers: Record<string, unknown> = { [`GET ${path}`]: seen, [`GET /api/verdicts/${verdict.id}`]: text };
  await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
  await expect
    .element(browser.getByText(/^Guests and the screen read nothing of K 77\/24: it is not cleared/u))
    .toBeVisible();
  const stage = browser.getByRole("link", { name: "Look at its stage" });
  await expect.element(stage).toHaveAttribute("href", `/verdicts/${verdict.id}?dialog=stage`);
  await expectBothThemes();
  // Of another organisation's verdict they read who changes that.
  answers[`GET ${path}`] = { ...seen, closedToGuests: [{ ...of, mayClear: false }] };
  await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
  await expect
    .element(browser.getByText(new RegExp(`A facilitator of ${ORGANISATION.name} clears it\\.`, "u")))
    .toBeVisible();
  await expect.element(stage).not.toBeInTheDocument();
  const rights = { plan: false, lead: false, takePart: true, minutes: false, takeFloorAfterMs: null };
  answers[`GET ${path}`] = { ...seen, rights };
  await mount("coram-workshop-page", LAWYER, answers, { workshopId: id } as object);
  await expect.element(browser.getByText("Otišla je.")).toBeVisible();
  await expect.element(stage).not.toBeInTheDocument();
});
