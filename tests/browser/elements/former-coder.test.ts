import { render } from "lit";
import { expect, it } from "vitest";
import { askToReveal } from "../../../client/rounds/round-asking-views.ts";
import { coderRow } from "../../../client/rounds/round-views.ts";
import { MemberId, newId, RoundId } from "../../../schema/domain/ids.ts";
import type { RoundView } from "../../../schema/protocol/http/rounds.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";

it("calls a coder who was removed a former member, and waits for nobody who cannot come", () => {
  const [gone, here] = [newId(MemberId), newId(MemberId)];
  const members = [
    { id: gone, name: "Elira K.", isRemoved: true },
    { id: here, name: "Ana P.", isRemoved: false },
  ];
  const view = { members, verdict: { id: "v" } } as unknown as VerdictView;
  const left = { member: gone, due: null, state: "not-begun", read: { seen: 10, all: 168 } } as const;
  const coders = [left, { member: here, due: null, state: "handed-in" }] as const;
  const round = { id: newId(RoundId), number: 2, mode: "blind", coders } as unknown as RoundView;
  const place = document.createElement("table");
  render(coderRow(view, left, true), place);
  expect(place.textContent.replace(/\s+/g, " ")).toContain("Elira K. (former member) Begun · 10 of 168 paragraphs");
  const asking = { view, isBusy: false, back: () => undefined, turn: () => undefined, again: () => undefined };
  const words = (of: RoundView): string[] => {
    const shown = document.createElement("div");
    render(askToReveal(asking, of, of), shown);
    return [...shown.querySelectorAll("button")].map((each) => each.textContent.trim());
  };
  expect(words(round)).toEqual(["Back", "Reveal"]);
  const both = { ...round, coders: [left, { ...left, member: here }] };
  expect(words(both)).toEqual(["Back", "Reveal without waiting for them", "Wait, and remind them"]);
});
