import { html, render, type TemplateResult } from "lit";
import { expect, it } from "vitest";
import "../../../../client/reconcile/ruling/coram-all-ruled.ts";
import "../../../../client/rounds/coram-round-notice.ts";
import "../../../../client/rounds/coram-shown-line.ts";
import { askToBegin, askToSettle } from "../../../../client/rounds/round-asking-views.ts";
import { afterReveal, earlierRounds } from "../../../../client/rounds/round-views.ts";
import { DisagreementId, MemberId, newId, RoundId, VerdictId } from "../../../../schema/domain/ids.ts";
import type { DisagreementList } from "../../../../schema/protocol/http/disagreements.ts";
import type { RoundView, Settling } from "../../../../schema/protocol/http/rounds.ts";
import type { VerdictView } from "../../../../schema/protocol/http/verdicts.ts";
import { mount } from "../../../helpers/browser/verdict-views.ts";

const [ANA, NELA, MIRA] = [newId(MemberId), newId(MemberId), newId(MemberId)];
const members = [
  { id: ANA, name: "Ana S." },
  { id: NELA, name: "Nela V." },
  { id: MIRA, name: "Mira J." },
].map((each) => ({ ...each, role: "lawyer", organisation: "o" }));
const view = { members, verdict: { id: newId(VerdictId), conflicts: [] }, can: {} } as unknown as VerdictView;
const asking = { view, isBusy: false, back: () => undefined, turn: () => undefined, again: () => undefined };

function roundOf(number: number, of: object): RoundView {
  const at = "2026-11-01T10:00:00.000Z";
  return { id: newId(RoundId), number, mode: "revealed", coders: [], revealedAt: at, ...of } as unknown as RoundView;
}
const coder = (member: MemberId): object => ({ member, due: null, state: "handed-in" });
const first = roundOf(1, { coders: [coder(ANA)], rulings: { open: 4, by: [ANA, MIRA] } });

function shown(what: TemplateResult): HTMLElement {
  const place = document.createElement("div");
  render(what, place);
  return place;
}
const words = (place: HTMLElement): string => (place.textContent ?? "").replace(/\s+/g, " ");

it("says before a further round begins who knows the one before, and what is left without a ruling in it", () => {
  const chosen = [ANA, NELA].map((member) => ({ member, due: null }));
  const said = words(shown(askToBegin({ ...asking, rounds: [first], chosen }, first)));
  expect(said).toContain("Ana S. (coder of round 1, ruled in round 1)");
  expect(said).not.toContain("Nela V. (");
  expect(said).toContain("4 disagreements of round 1 remain without a ruling");
});

it("names beside an earlier round that is settled the day of its settling, beside another that of its reveal", () => {
  const settled = roundOf(2, { mode: "adjudicated", coders: [coder(NELA)], adjudicatedAt: "2026-11-09T10:00:00.000Z" });
  const lines = [...shown(html`${earlierRounds(view, [first, settled])}`).querySelectorAll("li")].map(words);
  expect(lines[0]).toMatch(/Round 2 · settled · 9 November/iu);
  expect(lines[1]).toMatch(/Round 1 · revealed · 1 November/iu);
});

it("offers first to go back where a round is to be settled in which nothing was coded, and names what is not told by counts", () => {
  const second = roundOf(2, {});
  const none = { tags: 0, answers: 0 };
  const empty: Settling = { open: 0, compared: 0, replaced: [], begin: none, stop: none, digest: "" };
  const ask = (settling: Settling): HTMLElement =>
    shown(askToSettle({ ...asking, rounds: [first, second] }, second, settling, settling));
  const nothing = ask(empty);
  expect(words(nothing)).toContain("Nothing was coded in this round");
  expect(words(nothing)).toContain("4 disagreements of round 1 remain without a ruling");
  expect(nothing.querySelector(".button-primary")).toBeNull();
  expect(nothing.querySelector("[autofocus]")?.textContent.trim()).toBe("Back");
  const dialog = shown(afterReveal({ view, me: ANA }, second, empty, html``));
  expect(words(dialog)).toContain("Nothing was coded in round 2");

  const one = newId(DisagreementId);
  const replaced = ask({ ...empty, compared: 9, replaced: [{ case: one, by: ANA, of: MIRA }] });
  expect(words(replaced)).toContain(
    "1 ruling was replaced by somebody who coded the round: Ana S., in place of Mira J.",
  );
  expect(replaced.querySelector("a")?.getAttribute("href")).toContain(`/reconcile?case=${one}`);
  expect(replaced.querySelector("[autofocus]")?.textContent.trim()).toBe("Mark as settled");
});

it("does not say that all coders agree where nobody handed anything in", async () => {
  const can = { rule: true, concede: false, amend: false, export: false, settle: true };
  const list = {
    round: roundOf(2, {}),
    rounds: [],
    coders: [],
    agreed: 0,
    cases: [],
    can,
  } as unknown as DisagreementList;
  const page = mount(document.createElement("coram-all-ruled"));
  Object.assign(page, { view, list });
  await page.updateComplete;
  expect(page.querySelector("h1")?.textContent).toBe(
    "Nothing was coded in round 2: no coder handed in a tag or an answer.",
  );
  expect(page.querySelector(".button-primary")).toBeNull();
  Object.assign(page, { list: { ...list, agreed: 3 } });
  await page.updateComplete;
  expect(page.querySelector("h1")?.textContent).toBe("There is nothing to settle: all coders say the same.");
  expect(page.querySelector(".button-primary")?.textContent).toBe("Mark as settled…");
});

it("tells who reveals how many have handed in, and leads to the question once all have; others are told of the round alone", async () => {
  const notice = mount(document.createElement("coram-round-notice"));
  const asked: Event[] = [];
  notice.addEventListener("coram-reveal-ask", (event) => asked.push(event));
  const blind = { ...view, round: { id: newId(RoundId), number: 1, mode: "blind" }, layers: [] };
  Object.assign(notice, { view: blind, me: MIRA, saved: { state: "saved", at: null } });
  await notice.updateComplete;
  expect(words(notice)).not.toContain("handed in");
  Object.assign(notice, { handIns: { handedIn: 1, all: 2 } });
  await notice.updateComplete;
  expect(words(notice)).toContain("What the coders find is shown at the reveal. 1 of 2 coders have handed in.");
  Object.assign(notice, { handIns: { handedIn: 2, all: 2 } });
  await notice.updateComplete;
  expect(words(notice)).toContain("All coders have handed in: the round can be revealed");
  notice.querySelector("button")?.click();
  expect(asked).toHaveLength(1);
});

it("keeps the way to the disagreements for as long as they are ruled on", async () => {
  const line = mount(document.createElement("coram-shown-line"));
  const round = roundOf(1, {});
  const layers = [{ layer: "l", round: round.id, roundNumber: 1, kind: "adjudicated" }];
  const current = { id: "coders 1", kind: "coders", roundNumber: 1, owner: null, layers: ["a", "b"], open: null };
  Object.assign(line, { view: { ...view, round, layers, stands: null }, choices: [current], current });
  await line.updateComplete;
  expect(line.querySelector("a")?.getAttribute("href")).toBe(`/verdicts/${view.verdict.id}/reconcile`);
  Object.assign(line, { view: { ...view, round: { ...round, mode: "adjudicated" }, layers, stands: null } });
  await line.updateComplete;
  expect(line.querySelector("a")).toBeNull();
});
