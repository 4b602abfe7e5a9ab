import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { contentChanges } from "../../schema/domain/methodology/content-changes.ts";
import { STARTER_NOTE, type MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { VersionList } from "../../schema/protocol/http/methodology.ts";
import { describeProblem } from "../api/http.ts";
import { readVersion, readVersions } from "../api/methodology/methodology.ts";
import { readNetwork } from "../api/verdicts.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { Loading } from "../elements/loading.ts";
import { formatDate, t } from "../i18n/t.ts";
import "./coram-changes.ts";
import "./coram-version-content.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-versions": CoramVersions;
  }
  interface HTMLElementEventMap {
    /** Its number is to take the draft's place: what that would change is shown first. */
    "coram-version-restore": CustomEvent<number>;
  }
}

interface Shown {
  version: MethodologyVersion;
  /** The earlier one that it is compared with; null = it is read. */
  before: MethodologyVersion | null;
  /** Number of the one of them that was asked for. */
  chosen: number;
}

/** All versions, to read, to compare with the one before, and to take into the draft again. */
@customElement("coram-versions")
export class CoramVersions extends LightElement {
  /** The version in force: when it changes, the list is read anew. */
  @property({ type: Number }) inForce = 0;
  /** Whether this person may take a version into the draft. */
  @property({ type: Boolean }) canRestore = false;
  private readonly list = new Loading(
    this,
    () => [this.inForce] as const,
    (_, { signal }) => Promise.all([readVersions(signal), readNetwork(signal)]),
  );
  @state() private shown: Shown | null = null;
  @state() private problem: unknown = null;

  private get versions(): VersionList["versions"] | null {
    return this.list.answer?.[0].versions ?? null;
  }

  protected override render(): TemplateResult {
    const { versions, shown } = this;
    const problem = this.problem ?? this.list.problem;
    return html`${errorLine(problem === null ? null : describeProblem(problem))}
    ${
      versions
        ? html`<ul class="version-list">
            ${versions.map((each) => this.renderVersion(each))}
          </ul>`
        : skeleton(4, t("shell.loading"))
    }
    ${shown ? this.renderShown(shown) : nothing}`;
  }

  private renderVersion({ number, frozenAt, by, note }: VersionList["versions"][number]): TemplateResult {
    const words = by === null && note === STARTER_NOTE ? t("methodology.starter") : note;
    const name = by === null ? null : this.list.answer?.[1].members.find(({ id }) => id === by)?.name;
    return html`<li aria-current=${number === this.shown?.chosen ? "true" : nothing}>
      <div class="grow">
        <p>
          <b>${t("methodology.version", { number })}</b>
          ${number === this.inForce ? html`<span class="tagline">${t("methodology.version-in-force")}</span>` : nothing}
        </p>
        ${words ? html`<p class="version-note">${words}</p>` : nothing}
        <p class="note sub">
          ${name ? t("methodology.version-by", { name, date: formatDate(frozenAt) }) : formatDate(frozenAt)}
        </p>
      </div>
      <div class="version-acts">
        ${this.renderAct("methodology.version-read", number, () => this.read(number))}
        ${number > 1 ? this.renderAct("methodology.version-compare", number, () => this.compare(number, number - 1)) : nothing}
        ${this.canRestore ? this.renderAct("methodology.version-restore", number, () => this.restore(number)) : nothing}
      </div>
    </li>`;
  }

  private renderAct(
    key: "methodology.version-read" | "methodology.version-compare" | "methodology.version-restore",
    number: number,
    act: () => void,
  ): TemplateResult {
    const name = `${t(key)}, ${t("methodology.version", { number })}`;
    return html`<button type="button" class="button button-small" aria-label=${name} @click=${act}>${t(key)}</button>`;
  }

  /** Any other version to compare with: the earlier of the two is the one before. */
  private renderOther({ version, before, chosen }: Shown): TemplateResult | typeof nothing {
    const others = (this.versions ?? []).filter(({ number }) => number !== chosen);
    if (others.length === 0) return nothing;
    const now = before === null ? null : chosen === version.number ? before.number : version.number;
    return html`<label class="version-other"
      ><span>${t("handbook.compare-with")}</span>
      <select
        class="field field-soft"
        @change=${(event: Event) => {
          const other = Number((event.target as HTMLSelectElement).value);
          if (other > 0) this.compare(chosen, other);
          else this.read(chosen);
        }}
      >
        <option value="0" ?selected=${now === null}>${t("handbook.compare-read")}</option>
        ${others.map(
          ({ number }) =>
            html`<option value=${number} ?selected=${number === now}>${t("methodology.version", { number })}</option>`,
        )}
      </select></label
    >`;
  }

  private renderShown(shown: Shown): TemplateResult {
    const { version, before } = shown;
    const { number, content, maps } = version;
    return html`<section class="version-shown" tabindex="-1" aria-labelledby="version-shown">
      <div class="version-head">
        <h2 id="version-shown" class="words-title">
          ${before ? t("methodology.changes-between", { from: before.number, to: number }) : t("methodology.version", { number })}
        </h2>
        ${this.renderOther(shown)}
      </div>
      ${
        before
          ? html`<coram-changes
              .changes=${contentChanges(before, version, maps)}
              .was=${before.content}
              .is=${content}
            ></coram-changes>`
          : html`<coram-version-content .content=${content}></coram-version-content>`
      }
    </section>`;
  }

  private read(number: number): void {
    void this.attempt(async () => this.show({ version: await readVersion(number), before: null, chosen: number }));
  }

  private compare(chosen: number, other: number): void {
    void this.attempt(async () => {
      const [before, version] = await Promise.all([
        readVersion(Math.min(chosen, other)),
        readVersion(Math.max(chosen, other)),
      ]);
      await this.show({ version, before, chosen });
    });
  }

  private async show(shown: Shown): Promise<void> {
    this.shown = shown;
    await this.updateComplete;
    this.querySelector<HTMLElement>(".version-shown")?.focus();
  }

  private restore(number: number): void {
    this.dispatchEvent(new CustomEvent("coram-version-restore", { detail: number, bubbles: true }));
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.problem = null;
    try {
      await act();
    } catch (error) {
      this.problem = error;
    }
  }
}
