import { consume } from "@lit/context";
import { type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { languagesRead } from "../../schema/domain/language.ts";
import { DUTIES } from "../../schema/domain/member.ts";
import { hasReached } from "../../schema/domain/verdict.ts";
import type { FirstStep } from "../../schema/protocol/http/network.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import "../admin/coram-invite-list.ts";
import { isInviting } from "../admin/invite-rows.ts";
import { hideFirstSteps } from "../api/people.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import "../elements/coram-icon.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatList, language, t } from "../i18n/t.ts";
import { BRANCHES, branchesRead } from "../steps/branches-read.ts";
import { tagWords } from "../steps/coram-step-line.ts";
import { takeStep } from "../steps/step-in-hand.ts";
import { secondWords } from "./second-words.ts";
import "./first-steps.css";

type Of = Pick<NetworkView, "firstSteps" | "members" | "organisations" | "methodology" | "verdicts">;

declare global {
  interface HTMLElementTagNameMap {
    "coram-first-steps": CoramFirstSteps;
  }
  interface HTMLElementEventMap {
    /** They were put away. */
    "coram-first-steps-hidden": CustomEvent<void>;
  }
}

/**
 * What somebody does first: what is done, what is next, and who works on the rest. Nothing of it is ticked; the server computes it
 * from what there is. `Hide` puts it away, into the account menu.
 */
@customElement("coram-first-steps")
export class CoramFirstSteps extends LightElement {
  @property({ attribute: false }) network!: Of;
  @consume({ context: sessionContext, subscribe: true }) @state() private readonly session: Session | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const { steps = [] } = this.network.firstSteps ?? {};
    if (steps.length === 0) return nothing;
    const { length: done } = steps.filter((step) => step.state === "done");
    return html`<section aria-labelledby="first-steps">
      <div class="section-head">
        <h2 id="first-steps" class="grow">${t("steps.title")}</h2>
        <span class="note sub">${t("steps.count", { done, all: steps.length })}</span>
        <button type="button" class="link" @click=${() => void this.hide()}>${t("steps.hide")}</button>
      </div>
      <ol class="steps">
        ${steps.map((step) => this.renderStep(step))}
      </ol>
    </section>`;
  }

  private renderStep(step: FirstStep): TemplateResult {
    const isNext = step.state === "next";
    return html`<li data-state=${step.state} aria-current=${isNext ? "step" : nothing}>
      <span class="sign"
        >${
          step.state === "done"
            ? html`<coram-icon name="check"></coram-icon><span class="visually-hidden">${t("steps.done")}</span>`
            : nothing
        }</span
      >
      <b>${t(`steps.${step.step}`)}</b>
      <div>
        <p>${this.what(step)}</p>
        ${step.state === "done" && step.step !== "invite" ? nothing : this.renderProgress(this.withBranches(step))}
      </div>
      ${isNext || step.isOpen || step.step === "learn" ? this.renderWay(step) : nothing}
      ${
        step.step === "invite" && (isNext || isInviting())
          ? html`<coram-invite-list
              class="steps-form"
              @coram-links-done=${() => this.requestUpdate()}
            ></coram-invite-list>`
          : nothing
      }
    </li>`;
  }

  /** How much of the methodology was read, which this device knows. */
  private withBranches(step: FirstStep): FirstStep {
    if (step.step !== "learn") return step;
    const { size } = branchesRead(this.session?.member?.id);
    return size === 0 ? step : { ...step, count: { done: Math.min(size, BRANCHES), of: BRANCHES } };
  }

  /** Who works on it, where the reader does not, and how far it is. */
  private renderProgress({ step, who = [], count, verdict }: FirstStep): TemplateResult {
    const isBlind = this.network.verdicts.some((row) => row.verdict.id === verdict && row.mode === "blind");
    const names = this.isSigned(verdict) ? [] : this.namesOf(who);
    return html`${
      count
        ? html`<div class="steps-progress">
            <span class="meter" aria-hidden="true"><i style="width: ${(count.done / count.of) * 100}%"></i></span>
            <span class="note sub">${progressWords(step, count, isBlind)}</span>
          </div>`
        : nothing
    }${
      names.length > 0
        ? html`<p class="note sub">${t("steps.prepares", { count: names.length, names: formatList(names) })}</p>`
        : nothing
    }`;
  }

  private get leads(): boolean {
    const role = this.session?.member?.role;
    return role !== undefined && DUTIES[role].leads;
  }

  /** They began the network, and lead it through its first verdict. */
  private get isFirst(): boolean {
    return this.network.firstSteps?.steps.some(({ step }) => step === "create") ?? false;
  }

  private isDone(name: FirstStep["step"]): boolean {
    return this.network.firstSteps?.steps.some(({ step, state: now }) => step === name && now === "done") ?? false;
  }

  private get isAnyCleared(): boolean {
    return this.network.verdicts.some(({ verdict: { stage } }) => hasReached(stage, "cleared"));
  }

  /** The reader has signed it, and somebody else is to sign second. */
  private isSigned(verdict: FirstStep["verdict"]): boolean {
    const row = this.network.verdicts.find((each) => each.verdict.id === verdict);
    return row?.signed !== undefined && row.signed.by === this.session?.member?.id;
  }

  private namesOf(who: readonly string[]): string[] {
    return who.flatMap((id) => this.network.members.find((member) => member.id === id)?.name ?? []);
  }

  private what({ step, state: now, verdict, act, who = [] }: FirstStep): TemplateResult | string {
    const { organisations, methodology } = this.network;
    const organisation = organisations.find(({ id }) => id === this.session?.member?.organisation)?.name ?? "";
    switch (step) {
      case "create":
        return t("steps.create-what", { organisation });
      case "join":
        return t("steps.join-what", { organisation });
      case "read":
        if (this.isSigned(verdict)) return secondWords(this.namesOf(who));
        return t(this.leads ? "steps.clear-what" : verdict ? "steps.read-what" : "steps.read-none");
      case "tag":
        if (this.isFirst) return t("steps.tag-together");
        if (now !== "done" && !verdict && this.isAnyCleared) return t("steps.tag-none");
        return html`${tagWords()}${this.languageWords(now, verdict)}`;
      case "learn":
        return t("steps.learn-what", { count: methodology?.categories ?? 0 });
      case "settle":
        return t(SETTLING[act ?? "rule"].what);
      case "invite":
      case "add":
      case "prepare":
      case "write":
        return t(`steps.${step}-what`);
      case "discuss":
        return t(now !== "done" && !verdict ? "steps.discuss-none" : "steps.discuss-what");
      case "answer":
        if (now !== "done" && !verdict && this.isAnyCleared) return t("steps.answer-none");
        return html`${t("steps.answer-what")}${this.isDone("tag") ? this.languageWords(now, verdict) : nothing}`;
    }
  }

  /** Why a step leads to a verdict that the reader may not be able to read. What is coded blind was given to them. */
  private languageWords(now: FirstStep["state"], verdict: FirstStep["verdict"]): string | typeof nothing {
    const row = this.network.verdicts.find((each) => each.verdict.id === verdict);
    const country = this.session?.member?.country;
    if (now === "done" || !row || row.mode !== "open" || !country) return nothing;
    const { language: written } = row.verdict;
    if (languagesRead(country, language()).includes(written)) return nothing;
    return ` ${t("steps.tag-language", { language: t(`word.language.${written}`) })}`;
  }

  /** The one way on; to invite is a form in its place. */
  private renderWay({ step, state: now, verdict, act = "rule" }: FirstStep): TemplateResult | typeof nothing {
    const page = `/verdicts/${verdict}`;
    const inHand =
      step === "tag" || step === "answer" || step === "discuss" || (step === "read" && !this.leads) ? step : null;
    const way = (href: string, words: string): TemplateResult =>
      html`<a
        class="button button-small ${now === "next" ? "button-primary" : ""}"
        href=${href}
        @click=${() => takeStep(inHand)}
        >${words}</a
      >`;
    switch (step) {
      case "add":
        return way("/import", t("network.add-verdict"));
      case "prepare":
        return way(`${page}/prepare`, t("network.prepare"));
      case "read":
        return this.leads ? way(`${page}/prepare?panel=check`, t("steps.do-clear")) : way(page, t("home.read"));
      case "learn":
        return way("/methodology", t("steps.do-learn"));
      case "tag":
        return way(page, t("steps.do-tag"));
      case "answer":
        return way(`${page}?answer`, t("steps.do-answer"));
      case "discuss":
        return way(page, t("steps.do-discuss"));
      case "settle":
        return way(`${page}${SETTLING[act].at}`, t(SETTLING[act].verb));
      case "write":
        return way("/outputs", t("steps.do-write"));
      case "invite":
        return now === "next" || isInviting() ? nothing : way("/members", t("steps.invite"));
      case "create":
      case "join":
        return nothing;
    }
  }

  private async hide(): Promise<void> {
    await hideFirstSteps(true);
    this.dispatchEvent(new CustomEvent("coram-first-steps-hidden"));
  }
}

/** What is to be done for a verdict to be settled, and where. */
const SETTLING = {
  begin: { what: "steps.settle-begin", verb: "steps.do-begin", at: "?dialog=rounds" },
  reveal: { what: "rounds.waiting-reveal", verb: "rounds.reveal-ask", at: "?dialog=reveal" },
  rule: { what: "steps.settle-what", verb: "home.rule", at: "/reconcile" },
  mark: { what: "home.wait-settle", verb: "rounds.settle", at: "?dialog=settle" },
} as const;

function progressWords(step: FirstStep["step"], { done, of }: { done: number; of: number }, isBlind: boolean): string {
  const words = { done, all: of };
  if (step === "invite") return t("steps.joined", words);
  if (step === "learn") return t("steps.branches-read", words);
  if (step === "settle") return t(isBlind ? "steps.handed-in" : "steps.ruled", words);
  return t("steps.names", words);
}
