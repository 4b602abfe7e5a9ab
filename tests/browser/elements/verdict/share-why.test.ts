import { expect, it } from "vitest";
import "../../../../client/verdict/bars/coram-verdict-bar.ts";
import { whyNotShare } from "../../../../client/verdict/model/why-not-share.ts";
import { newId, OrganisationId } from "../../../../schema/domain/ids.ts";
import type { VerdictView } from "../../../../schema/protocol/http/verdicts.ts";
import { mount } from "../../../helpers/browser/verdict-views.ts";
import { LAWYER, ORGANISATIONS, VERDICTS } from "../../../helpers/browser/shell-data.ts";

it("says in the menu why a verdict is shared by others than the reader, and by whom", async () => {
  const theirs = { ...VERDICTS.open, stage: "cleared-for-guests", owner: ORGANISATIONS[0]?.id };
  const member = { ...LAWYER, organisation: newId(OrganisationId) };
  const view = {
    verdict: theirs,
    round: { mode: "open" },
    organisations: ORGANISATIONS,
    can: { inviteGuests: false },
  } as unknown as VerdictView;
  const bar = mount(document.createElement("coram-verdict-bar"));
  bar.view = view;
  bar.whyNotShared = whyNotShare(view, member);
  await bar.updateComplete;
  const line = [...bar.querySelectorAll(".verdict-more > [aria-disabled='true']")].find((each) =>
    each.textContent.includes("Share"),
  );
  expect(line?.textContent.replace(/\s+/g, " ").trim()).toBe(
    `Share (for ${ORGANISATIONS[0]?.name}, whose verdict it is)`,
  );
  expect(whyNotShare({ ...view, can: { ...view.can, inviteGuests: true } }, member)).toBeUndefined();
});
