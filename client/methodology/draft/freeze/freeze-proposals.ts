import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { CategoryId, MemberId } from "../../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../../schema/domain/member.ts";
import type { OpenProposal } from "../../../../schema/protocol/http/methodology.ts";
import type { Category } from "../../../../schema/domain/methodology/methodology.ts";
import { localise } from "../../../../schema/domain/language.ts";
import "../../../elements/coram-code-chip.ts";
import { formatList, formatWhen, language, t } from "../../../i18n/t.ts";

interface Asked {
  proposed: readonly OpenProposal[];
  members: ReadonlyMap<MemberId, MemberCard>;
  inForce: readonly Category[];
  /** A new category is to be in the version, or not yet. */
  take(id: CategoryId, isTaken: boolean): void;
  /** To where it is talked over. */
  show(proposal: OpenProposal): void;
}

/** What is proposed and decided by nobody: of each new category it is asked, and nothing comes into force without an answer. */
export function freezeProposals({ proposed, members, inForce, take, show }: Asked): TemplateResult | typeof nothing {
  if (proposed.length === 0) return nothing;
  return html`<section class="freeze-proposed">
    <h3>${t("methodology.freeze-proposed")}</h3>
    ${
      proposed.some(({ isTaken }) => isTaken !== null)
        ? html`<p class="note sub">${t("methodology.freeze-proposed-lead")}</p>`
        : nothing
    }
    <ul class="freeze-problems">
      ${proposed.map((each) => {
        const name = localise(each.label, language()) || t("methodology.unnamed");
        return html`<li>
          <div class="grow">
            ${each.code ? html`<coram-code-chip code=${each.code}></coram-code-chip>` : nothing} <b>${name}</b>
            <p class="note sub">${sentence(each, members, inForce)}</p>
            ${each.isTaken === null ? nothing : renderChoice(each, name, take)}
          </div>
          <button
            type="button"
            class="button button-small"
            aria-label="${t("methodology.freeze-go")}: ${name}"
            @click=${() => show(each)}
          >
            ${t("methodology.freeze-go")}
          </button>
        </li>`;
      })}
    </ul>
  </section>`;
}

function sentence(
  { from, at, thread, votes, instead, isTaken }: OpenProposal,
  members: Asked["members"],
  inForce: Asked["inForce"],
): string {
  const by = t("methodology.freeze-proposed-by", {
    name: members.get(from)?.name ?? t("methodology.somebody"),
    when: formatWhen(at),
  });
  const { yes, no, abstain } = votes;
  const counts = thread === null ? "" : t("methodology.freeze-votes", { yes, no, abstain });
  const codes = inForce.flatMap(({ id, code }) => (instead.includes(id) ? code : []));
  const place =
    codes.length > 0 ? t("methodology.freeze-instead", { codes: formatList(codes), count: codes.length }) : "";
  return [by, counts, place, isTaken === null ? t("methodology.freeze-proposed-words") : ""].filter(Boolean).join(" ");
}

function renderChoice({ category, isTaken }: OpenProposal, name: string, take: Asked["take"]): TemplateResult {
  const option = (value: boolean): TemplateResult =>
    html`<label class="form-check"
      ><input
        type="radio"
        name="take-${category ?? ""}"
        .checked=${live(isTaken === value)}
        @change=${() => category && take(category, value)}
      />${t(value ? "methodology.freeze-take-in" : "methodology.freeze-leave-out")}</label
    >`;
  return html`<div class="freeze-take" role="radiogroup" aria-label=${name}>${option(false)} ${option(true)}</div>`;
}
