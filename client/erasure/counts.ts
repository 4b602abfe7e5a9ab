import { html, type TemplateResult } from "lit";
import { ErasureCounts, type QuotingDocument } from "../../schema/protocol/http/erasure.ts";
import { t } from "../i18n/t.ts";

const NAMES = Object.keys(ErasureCounts.shape) as (keyof ErasureCounts)[];

/** What there is of each kind; kinds of which there is nothing are left out. */
export function countList(counts: ErasureCounts): TemplateResult {
  const there = NAMES.filter((name) => counts[name] > 0);
  return html`<dl class="erase-counts">
    ${there.map(
      (name) =>
        html`<dt>${t(`erase.count-${name}`)}</dt>
          <dd>${counts[name]}</dd>`,
    )}
  </dl>`;
}

/** Documents by their titles, each a way to it. */
export function documentList(documents: readonly QuotingDocument[]): TemplateResult {
  return html`<ul>
    ${documents.map(
      ({ id, title, language: lang }) =>
        html`<li>
          <a class="link" lang=${lang} href="/outputs/${id}" target="_blank" rel="noopener">${title}</a>
        </li>`,
    )}
  </ul>`;
}
