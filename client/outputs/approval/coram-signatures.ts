import { shortDigest } from "../../../schema/approval/short-digest.ts";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { standsInTheWay } from "../../../schema/approval/points.ts";
import type { MemberId, OutputId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { OutputStatus } from "../../../schema/domain/output.ts";
import { FACTS_BOX } from "../../../schema/editor/facts-box.ts";
import type { ApprovalView, ChangedSince, Wanted } from "../../../schema/protocol/http/outputs.ts";
import { PointKind } from "../../../schema/protocol/http/parts/point-kinds.ts";
import { groupBy } from "../../../schema/group-by.ts";
import "../../elements/coram-ask.ts";
import "../../elements/coram-icon.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatList, formatWhen, t } from "../../i18n/t.ts";
import { jointTicks } from "./joint-ticks.ts";
import { pointLines } from "./point-lines.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-signatures": CoramSignatures;
  }
}

export type ApprovalAct = "ask" | "sign" | "give-back" | "take-back";

/** Whose signatures are wanted and there, what became of those asked for last, and the way to ask, sign and take back. */
@customElement("coram-signatures")
export class CoramSignatures extends LightElement {
  @property({ attribute: false }) approval!: ApprovalView;
  @property() output: OutputId | null = null;
  @property() status: OutputStatus = "draft";
  @property({ attribute: false }) members: ReadonlyMap<MemberId, MemberCard> = new Map();
  @property({ type: Boolean }) isBusy = false;
  /** Where its blocks are, in words, by their ids. */
  @property({ attribute: false }) places: ReadonlyMap<string, string> | null = null;
  /** Whether their signature is printed with their name; null until they say. */
  @state() private isNamed: boolean | null = null;

  /** Taking back lets signatures fall, of which one is asked first. */
  @state() private isAsked = false;

  protected override render(): TemplateResult {
    return this.status === "approved" ? this.renderSigned() : this.renderWanted();
  }

  private get isJoint(): boolean {
    return (this.output === null ? undefined : jointTicks.of(this.output)) ?? this.approval.joint;
  }

  private readonly onJoint = ({ target }: Event): void => {
    if (this.output === null) return;
    jointTicks.set(this.output, (target as HTMLInputElement).checked);
    this.requestUpdate();
  };

  private renderWanted(): TemplateResult {
    const { wanted, joint, candidate } = this.approval;
    const signed = candidate?.state === "asked" ? candidate.signatures : [];
    return html`${this.renderEnded()}
      <section class="approval-list" data-list="signatures">
        <h2>
          ${t("approval.signatures")}
          <span class="count"
            >${t(joint ? "approval.of-each" : "approval.of-one", { n: signed.length, count: wanted.length })}</span
          >
        </h2>
        <ul>
          ${wanted.map((each) => this.renderOne(each))}
        </ul>
      </section>
      ${this.renderActs()}`;
  }

  private renderOne(each: Wanted): TemplateResult {
    const { organisation, name, signers, allWrote } = each;
    const { candidate } = this.approval;
    const asked = candidate?.state === "asked" ? candidate : null;
    const signature = asked?.signatures.find((one) => organisation === null || one.organisation === organisation);
    const who = formatList(signers.map((id) => this.nameOf(id)));
    return html`<li>
      <div>
        ${name || t("approval.anybody")}
        <span class="sub">
          ${
            who
              ? html`${who}${allWrote ? html` · ${t("approval.all-wrote")}` : nothing}`
              : t(allWrote ? "approval.nobody-all-wrote" : "approval.nobody")
          }
        </span>
      </div>
      <span class="sub">
        ${
          signature
            ? html`${this.nameOf(signature.member)}, ${formatWhen(signature.at)}`
            : t(asked ? "approval.awaited" : "approval.not-asked")
        }
      </span>
    </li>`;
  }

  private renderActs(): TemplateResult {
    const { may, points, isAlwaysJoint } = this.approval;
    const mend = pointLines(points.filter(standsInTheWay)).length;
    const unsaid = pointLines(points.filter((point) => !standsInTheWay(point) && !point.reason)).length;
    if (this.status === "asked") return this.renderAsked(mend, unsaid);
    if (!may.ask) return html`<p class="note sub">${t("approval.ask-who")}</p>`;
    return html`<div class="approval-foot">
      ${
        isAlwaysJoint
          ? nothing
          : html`<label class="form-check"
              ><input type="checkbox" .checked=${this.isJoint} @change=${this.onJoint} />
              <span>${t("approval.joint")}</span></label
            >`
      }
      ${this.button("ask", t("approval.ask"), true, mend + unsaid > 0)}
      <p class="note">
        ${mend > 0 ? t("approval.in-the-way", { count: mend }) : unsaid > 0 ? t("approval.unsaid", { count: unsaid }) : nothing}
        ${t("approval.ask-note")}
      </p>
    </div>`;
  }

  /** What is to be corrected first nobody can sign: who would sign it gives it back, and nothing else is offered. */
  private renderAsked(mend: number, unsaid: number): TemplateResult {
    const { may, candidate } = this.approval;
    const isBack = may.sign && mend > 0;
    const toSign = html`${this.renderName()} ${this.button("sign", t("approval.sign"), true, unsaid > 0)}`;
    return html`<div class="approval-foot">
      ${isBack ? this.button("give-back", t("approval.give-back"), true) : may.sign ? toSign : nothing}
      ${may.takeBack && !isBack ? this.renderTakeBack(candidate?.signatures ?? []) : nothing}
      <p class="note">
        ${isBack ? `${t("approval.in-the-way", { count: mend })} ${t("approval.give-back-note")}` : nothing}
        ${candidate ? t("approval.asked-by", { name: this.nameOf(candidate.askedBy), when: formatWhen(candidate.askedAt) }) : nothing}
        ${isBack ? nothing : t(may.sign ? "approval.sign-note" : "approval.read-only")}
      </p>
      ${candidate ? html`<p class="note sub approval-digest">${t("approval.digest")} ${shortDigest(candidate.digest)}</p>` : nothing}
    </div>`;
  }

  /** Nobody is named who does not agree: to be named as an author is something else than to be named under a signature. */
  private renderName(): TemplateResult | typeof nothing {
    const { signer } = this.approval;
    if (!signer) return nothing;
    return html`<label class="form-check"
      ><input
        type="checkbox"
        .checked=${this.isNamed ?? signer.isNamed}
        @change=${(event: Event) => (this.isNamed = (event.target as HTMLInputElement).checked)}
      />
      <span>${t("approval.sign-named", { name: signer.name })}</span></label
    >`;
  }

  private renderTakeBack(signed: readonly { member: MemberId }[]): TemplateResult {
    if (signed.length === 0) return this.button("take-back", t("approval.take-back"));
    const names = formatList(signed.map(({ member }) => this.nameOf(member)));
    return html`<button type="button" class="button" ?disabled=${this.isBusy} @click=${() => (this.isAsked = true)}>
        ${t("approval.take-back")}
      </button>
      <coram-ask
        ?open=${this.isAsked}
        heading=${t("approval.take-back-ask")}
        lead=${t("approval.take-back-lead", { names, count: signed.length })}
        leave=${t("approval.take-back-not")}
        sure=${t("approval.take-back")}
        .isFinal=${true}
        @coram-dialog-close=${() => (this.isAsked = false)}
        @coram-ask-sure=${() => {
          this.isAsked = false;
          this.act("take-back");
        }}
      ></coram-ask>`;
  }

  private act(act: ApprovalAct): void {
    const detail = { act, joint: this.isJoint, named: this.isNamed ?? this.approval.signer?.isNamed ?? false };
    this.dispatchEvent(new CustomEvent("coram-approval-act", { detail, bubbles: true }));
  }

  private button(act: ApprovalAct, label: string, isMain = false, isOff = false): TemplateResult {
    return html`<button
      type="button"
      class="button ${isMain ? "button-primary" : ""}"
      data-act=${act}
      ?disabled=${this.isBusy || isOff}
      @click=${() => this.act(act)}
    >
      ${label}
    </button>`;
  }

  /** What was asked for last and did not come. */
  private renderEnded(): TemplateResult | typeof nothing {
    const { candidate } = this.approval;
    if (!candidate?.endedBy || !candidate.endedAt || this.status === "asked") return nothing;
    if (candidate.state !== "voided" && candidate.state !== "taken-back") return nothing;
    const said = { name: this.nameOf(candidate.endedBy), when: formatWhen(candidate.endedAt) };
    const kinds = new Set(candidate.changed.map(({ key }) => PointKind.safeParse(key.split(":")[0]).data));
    return html`<div class="alert ${candidate.state === "voided" ? "" : "alert-quiet"}" role="status">
      <div>
        ${t(`approval.${candidate.state}`, said)}
        ${
          kinds.size === 0
            ? nothing
            : html`<ul>
                ${[...kinds].map((kind) => {
                  const of = candidate.changed.filter(({ key }) => key.startsWith(`${kind}:`));
                  return kind
                    ? html`<li>
                        <span>${t(`approval.point-${kind}`, { count: of.length })}</span> ${this.renderPlaces(kind, of)}
                      </li>`
                    : nothing;
                })}
              </ul>`
        }
      </div>
    </div>`;
  }

  /** What had changed, each by its place in this document or by the other one that it stands in. */
  private renderPlaces(kind: PointKind, of: readonly ChangedSince[]): TemplateResult[] {
    const words = t(`approval.point-${kind}`, { count: 1 });
    return of.map(({ output, key }) => {
      const block = key.slice(kind.length + 1);
      const place = block === FACTS_BOX ? t("evidence.facts-box") : this.places?.get(block);
      const label = output === this.output ? place : t("approval.go");
      if (label === undefined) return html``;
      const name = `${words}: ${label}`;
      if (output !== this.output)
        return html`<a class="link" href="/outputs/${output}" aria-label=${name}>${label}</a> `;
      return html`<button type="button" class="link" aria-label=${name} @click=${() => this.goTo(block)}>
        ${label}
      </button> `;
    });
  }

  private goTo(block: string): void {
    this.dispatchEvent(new CustomEvent("coram-output-block", { detail: { block }, bubbles: true }));
  }

  private renderSigned(): TemplateResult {
    const { candidate, wanted } = this.approval;
    if (candidate?.state !== "approved") return html`<p class="note sub">${t("approval.none-signed")}</p>`;
    const names = new Map(wanted.map(({ organisation, name }) => [organisation, name]));
    return html`<section class="approval-list" data-list="signatures">
        <h2>${t("approval.signatures")}</h2>
        <ul>
          ${candidate.signatures.map(
            ({ member, organisation, at, wrote }) =>
              html`<li>
                <div>
                  ${this.nameOf(member)}
                  <span class="sub"
                    >${names.get(organisation) ?? ""}${wrote ? html` · ${t("approval.all-wrote")}` : nothing}</span
                  >
                </div>
                <span class="sub">${formatWhen(at)}</span>
              </li>`,
          )}
        </ul>
        ${candidate.alteredAt ? html`<p class="note">${t("approval.altered", { when: formatWhen(candidate.alteredAt) })}</p>` : nothing}
        <p class="note sub approval-digest">${t("approval.digest")} ${shortDigest(candidate.digest)}</p>
      </section>
      ${this.renderStayed()}`;
  }

  /** What it was signed over, each kind with why it might stay so. */
  private renderStayed(): TemplateResult | typeof nothing {
    const lines = [...groupBy(this.approval.points, ({ kind, reason }) => `${kind} ${reason?.at ?? ""}`).values()];
    if (lines.length === 0) return nothing;
    return html`<section class="approval-list">
      <h2>${t("approval.reason")}</h2>
      <ul>
        ${lines.map((points) => {
          const [first] = points;
          if (!first?.reason) return nothing;
          const { words, by, at } = first.reason;
          return html`<li>
            <coram-icon name="triangle-alert"></coram-icon>
            <div>
              ${t(`approval.point-${first.kind}`, { count: points.length })}
              <blockquote class="approval-reason">
                ${words} <span class="sub">${this.nameOf(by)}, ${formatWhen(at)}</span>
              </blockquote>
            </div>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  private nameOf(id: MemberId): string {
    return this.members.get(id)?.name ?? t("network.somebody");
  }
}
