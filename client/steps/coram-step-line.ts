import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { onSteps, stepsTold } from "../api/steps-told.ts";
import { readNetwork } from "../api/verdicts.ts";
import { Refetch } from "../app/refetch.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import "../elements/coram-icon.ts";
import { LightElement } from "../elements/light-element.ts";
import { PHONE, TOUCH } from "../elements/screen.ts";
import { t } from "../i18n/t.ts";
import { READ_PARAGRAPHS } from "./reading.ts";
import { stepInHand, takeStep, type VerdictStep } from "./step-in-hand.ts";

/** On the page that a first step led to: what to do here, and once it is done that it is, and what comes next. */
@customElement("coram-step-line")
export class CoramStepLine extends LightElement {
  @consume({ context: sessionContext, subscribe: true }) @state() private readonly session: Session | null = null;

  private unhear: (() => void) | null = null;

  constructor() {
    super();
    new Refetch(this, {
      session: () => (stepInHand() === null ? null : this.session),
      isOld: ({ type }) => stepInHand() !== null && (type === "counts" || type === "verdict" || type === "progress"),
      fetch: readNetwork,
      take: () => this.requestUpdate(),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.unhear = onSteps(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unhear?.();
  }

  protected override render(): TemplateResult | typeof nothing {
    const step = stepInHand();
    const told = stepsTold();
    if (step === null || !told) return nothing;
    const isDone = told.steps.some((each) => each.step === step && each.state === "done");
    return html`<p class="alert alert-quiet" role="status">
      <coram-icon name=${isDone ? "check" : "info"}></coram-icon>
      <span class="grow">${isDone ? doneWords(step) : `${t(`steps.${step}`)}: ${whatWords(step)}`}</span>
      ${isDone ? html`<a class="link" href="/">${t("steps.title")}</a>` : nothing}
      <button type="button" class="link" @click=${this.close}>${t("shell.close")}</button>
    </p>`;
  }

  private readonly close = (): void => {
    takeStep(null);
    this.requestUpdate();
  };
}

function whatWords(step: VerdictStep): string {
  if (step === "read") return `${t("steps.here-read")} ${t("steps.here-read-until", { count: READ_PARAGRAPHS })}`;
  if (step === "answer") return t("steps.here-answer");
  if (step === "discuss") return t("steps.here-discuss");
  return tagWords();
}

/** Without a keyboard there is no key to press. */
export function tagWords(): string {
  return PHONE.matches || TOUCH.matches ? t("steps.tag-touch") : t("steps.tag-what", { tag: "T", keys: "?" });
}

/** That a step is done, and which is next. Who has read so far reads on. */
export function doneWords(step: VerdictStep | "learn"): string {
  const next = stepsTold()?.steps.find(({ state: now }) => now === "next")?.step;
  const isLast = stepsTold()?.steps.every(({ state: now }) => now === "done") ?? false;
  return [
    ...(step === "read" ? [t("steps.here-read")] : []),
    t("methodology.learned", { step: t(`steps.${step}`) }),
    ...(next ? [t("steps.next-is", { step: t(`steps.${next}`) })] : isLast ? [t("steps.were-all")] : []),
  ].join(" ");
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-step-line": CoramStepLine;
  }
}
