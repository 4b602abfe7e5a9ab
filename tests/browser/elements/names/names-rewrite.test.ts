import { userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import { openNames } from "../../../helpers/browser/names-page.ts";
import { seen } from "../../../helpers/browser/seen.ts";
import { VERDICTS } from "../../../helpers/browser/shell-data.ts";

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
