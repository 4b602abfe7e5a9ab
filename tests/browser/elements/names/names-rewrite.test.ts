import { userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/prepare/names/coram-names-rewrite.ts";
import { newId, VerdictId } from "../../../../schema/domain/ids.ts";
import { openNames } from "../../../helpers/browser/names-page.ts";
import { seen } from "../../../helpers/browser/seen.ts";
import { VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { mount } from "../../../helpers/browser/verdict-views.ts";

const row = (): HTMLElement | null => document.querySelector('[data-thing="q1"] .name-open');
const field = (): HTMLTextAreaElement | null => document.querySelector(".names-rewrite textarea");

it("tells who puts words otherwise that a colleague has decided on them while the field was open", async () => {
  const server = await openNames();
  await seen(() => expect(row()).not.toBeNull());
  row()?.focus();
  await userEvent.keyboard("r");
  await seen(() => expect(document.activeElement).toBe(field()));
  server.otherDecides({ kind: "quasi", id: "q1", state: "keep" });
  server.tell({ type: "preparation", verdict: VERDICTS.preparing.id });
  await seen(() =>
    expect(
      document.querySelector('[data-thing="q1"] [aria-pressed="true"], [data-thing="q1"] [aria-checked="true"]'),
    ).not.toBeNull(),
  );
  await userEvent.keyboard("jednom gradu{Enter}");
  await seen(() => expect(server.edits).toHaveLength(1));
  await seen(() =>
    expect(document.body.textContent).toContain("A colleague has just decided this differently. Look again."),
  );
});

it("asks before words for a place go with the page, and lays them into no field of another verdict", async () => {
  const open = async (verdict: VerdictId): Promise<void> => {
    document.querySelector("coram-names-rewrite")?.remove();
    const element = mount(document.createElement("coram-names-rewrite"));
    element.of = { verdict, id: "p1", nth: 0, range: { start: 0, end: 5 }, words: "Vlase" };
    await element.updateComplete;
    element.focus();
    await seen(() => expect(document.activeElement).toBe(field()));
  };
  const asks = (): boolean => !dispatchEvent(new Event("beforeunload", { cancelable: true }));
  const [one, other] = [newId(VerdictId), newId(VerdictId)];
  await open(one);
  expect(asks()).toBe(false);
  await userEvent.keyboard("jedno selo");
  expect(asks()).toBe(true);
  await open(other);
  expect(field()?.value).toBe("Vlase");
  await open(one);
  await seen(() => expect(field()?.value).toBe("jedno selo"));
  await userEvent.fill(field() as Element, "Vlase");
  expect(asks()).toBe(false);
});
