import { html, nothing, type TemplateResult } from "lit";
import { langOf } from "../../../schema/domain/language.ts";
import { hasReached, type Verdict } from "../../../schema/domain/verdict.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { t } from "../../i18n/t.ts";
import { isCodedBlind } from "../coded-blind.ts";

/** Verdicts that a document may be about, and those that the reader codes blind. */
export function verdictsToChoose(network: NetworkView | null): { blind: NetworkView["verdicts"]; verdicts: Verdict[] } {
  const cleared = (network?.verdicts ?? []).filter(({ verdict }) => hasReached(verdict.stage, "cleared"));
  const blind = cleared.filter(isCodedBlind);
  return { blind, verdicts: cleared.filter((each) => !blind.includes(each)).map(({ verdict }) => verdict) };
}

/** What a verdict is called where one is chosen. */
export function verdictChoice({ caseNumber, court, country, language: of, script }: Verdict): TemplateResult {
  return html`<span
    ><b lang=${langOf(of, script)}>${caseNumber}</b> <span class="sub" lang=${langOf(of, script)}>${court}</span
    ><span class="sub">, ${t(`word.country.${country}`)}</span></span
  >`;
}

/** Why verdicts that the reader codes blind are not among them. */
export function blindNote(blind: NetworkView["verdicts"]): TemplateResult | typeof nothing {
  if (blind.length === 0) return nothing;
  return html`<p class="note">
    ${t("outputs.scope-blind", { names: blind.map(({ verdict }) => verdict.caseNumber).join(", ") })}
  </p>`;
}
