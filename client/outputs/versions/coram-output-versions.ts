import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { MemberId, OutputId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import type { OutputVersion, OutputVersionInfo } from "../../../schema/protocol/http/parts/output-versions.ts";
import { describeProblem } from "../../api/http.ts";
import {
  makeOutputVersion,
  putBackOutputVersion,
  readOutputVersion,
  readOutputVersions,
  restoreOutputVersion,
} from "../../api/outputs.ts";
import { takenWords } from "../../i18n/taken-words.ts";
import { announce } from "../../elements/announce.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatWhen, t } from "../../i18n/t.ts";
import { renderParts } from "./diff-views.ts";
import type { PartState, TrayPassage } from "../../../schema/protocol/http/quotes.ts";
import { diffDocuments, type DiffBlock, wordsByBlock } from "./version-diff.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-versions": CoramOutputVersions;
  }
}

/** Versions that were kept: their makers, what has changed since, and the way back. */
@customElement("coram-output-versions")
export class CoramOutputVersions extends LightElement {
  @property({ attribute: false }) output!: OutputId;
  /** Counts up when the server says that something has changed. */
  @property({ attribute: false }) turn = 0;
  @property({ attribute: false }) members: ReadonlyMap<MemberId, MemberCard> = new Map();
  @property({ type: Boolean }) canWrite = false;
  @property() textLang = "";
  /** Passages that can be quoted. */
  @property({ attribute: false }) passages: readonly TrayPassage[] = [];
  /** What its quotes are now. */
  @property({ attribute: false }) parts: readonly PartState[] = [];
  /** The document as it stands. */
  @property({ attribute: false }) now: () => OutputDocument | null = () => null;
  @state() private versions: OutputVersionInfo[] | null = null;
  @state() private shown: OutputVersion | null = null;
  @state() private problem: unknown = null;
  /** What the next one is to be called; it stays while one looks at another. */
  @state() private name = "";
  /** What was asked for changes something, and is not done. */
  @state() private isBusy = false;
  /** The version that was asked for last. */
  private asked: number | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("output") || changed.has("turn")) void this.load();
  }

  private async load(): Promise<void> {
    await this.attempt(async () => {
      this.versions = (await readOutputVersions(this.output)).versions;
    });
  }

  protected override render(): TemplateResult {
    const problem = errorLine(this.problem === null ? null : describeProblem(this.problem));
    if (this.shown) return html`${problem} ${this.renderShown(this.shown)}`;
    const { versions } = this;
    return html`${problem}
      ${
        this.canWrite
          ? html`<form class="output-keep" @submit=${this.onKeep}>
              <label class="visually-hidden" for="version-name">${t("outputs.version-name")}</label>
              <input
                class="field"
                id="version-name"
                name="name"
                maxlength="200"
                required
                autocomplete="off"
                placeholder=${t("outputs.version-name")}
                .value=${this.name}
                @input=${(event: Event) => (this.name = (event.target as HTMLInputElement).value)}
              />
              <button class="button" ?disabled=${this.isBusy}>${t("outputs.version-keep")}</button>
            </form>`
          : nothing
      }
      ${versions === null && this.problem === null ? skeleton(3, t("shell.loading")) : nothing}
      ${versions?.length === 0 ? html`<p class="note sub output-empty">${t("outputs.versions-none")}</p>` : nothing}
      <ol class="output-versions">
        ${repeat(
          versions ?? [],
          ({ number }) => number,
          (version) => this.renderVersion(version),
        )}
      </ol>`;
  }

  private renderVersion(version: OutputVersionInfo): TemplateResult {
    const { by, at } = version;
    return html`<li>
      <b>${this.nameOf(version)}</b>
      <span class="sub"
        >${isKeptByItself(version) ? formatWhen(at) : `${this.members.get(by)?.name ?? ""}, ${formatWhen(at)}`}</span
      >
      <button type="button" class="link" data-version=${version.number} @click=${() => void this.show(version.number)}>
        ${t("outputs.version-compare")}
      </button>
      ${
        version.kind === "taken" && this.canWrite
          ? html`<button
              type="button"
              class="button button-small"
              ?disabled=${this.isBusy}
              @click=${() => void this.putBack(version.number)}
            >
              ${t("outputs.version-put-back")}
            </button>`
          : nothing
      }
    </li>`;
  }

  private nameOf(version: OutputVersionInfo): string {
    const { kind, by, took = { quotes: 0, words: 0 } } = version;
    const name = this.members.get(by)?.name ?? t("network.somebody");
    if (kind === "sitting") return t("outputs.version-sitting", { name });
    if (kind === "taken") return t("outputs.version-taken", { name, what: takenWords(took) });
    return nameOf(version);
  }

  private renderShown(version: OutputVersion): TemplateResult {
    const now = this.now();
    const quoted = new Map([
      ...this.passages.map(({ annotation, words }): [string, string] => [String(annotation), words]),
      ...wordsByBlock(this.parts),
    ]);
    const blocks = now ? diffDocuments(version.document, now, this.textLang, quoted) : [];
    const isSame = blocks.every(({ kind }) => kind === "same") && now !== null;
    return html`<div class="output-compare">
      <button type="button" class="link" @click=${() => void this.goBack(version)}>${t("outputs.version-back")}</button>
      <h2 class="output-compare-title" tabindex="-1">
        ${t("outputs.version-changes", { name: this.nameOf(version) })}
      </h2>
      <p class="note sub">${formatWhen(version.at)}</p>
      ${isSame ? html`<p class="note sub">${t("outputs.version-same")}</p>` : nothing}
      <div class="output-diff" lang=${this.textLang}>${folded(blocks).map(renderBlock)}</div>
      ${
        this.canWrite && !isSame
          ? html`<button
              type="button"
              class="button"
              ?disabled=${this.isBusy}
              @click=${() => void this.restore(version.number)}
            >
              ${t("outputs.version-restore")}
            </button>`
          : nothing
      }
    </div>`;
  }

  private async show(number: number): Promise<void> {
    this.asked = number;
    await this.attempt(async () => {
      const version = await readOutputVersion(this.output, number);
      if (this.asked !== number) return;
      this.shown = version;
      await this.updateComplete;
      this.querySelector<HTMLElement>(".output-compare-title")?.focus();
    });
  }

  private async goBack({ number }: OutputVersion): Promise<void> {
    this.shown = this.asked = null;
    await this.updateComplete;
    this.querySelector<HTMLElement>(`[data-version="${number}"]`)?.focus();
  }

  private async restore(number: number): Promise<void> {
    await this.change(async () => {
      this.versions = (await restoreOutputVersion(this.output, number)).versions;
      this.shown = null;
      announce(t("outputs.version-restored"));
    });
  }

  private async putBack(number: number): Promise<void> {
    await this.change(async () => {
      this.versions = (await putBackOutputVersion(this.output, number)).versions;
      announce(t("outputs.version-restored"));
    });
  }

  private readonly onKeep = (event: Event): void => {
    event.preventDefault();
    const { name } = this;
    if (name.trim() === "") return;
    void this.change(async () => {
      this.versions = (await makeOutputVersion(this.output, name.trim())).versions;
      if (this.name === name) this.name = "";
    });
  };

  private async change(act: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    await this.attempt(act);
    this.isBusy = false;
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  }
}

/** Whose work went on from there says its name. */
function isKeptByItself({ kind }: OutputVersionInfo): boolean {
  return kind === "sitting" || kind === "taken";
}

function nameOf({ name, kind }: OutputVersionInfo): string {
  if (name !== "") return name;
  if (kind === "asked") return t("approval.version");
  if (kind === "paired") return t("outputs.version-paired");
  return t(kind === "approved" ? "outputs.version-approved" : "outputs.version-before-restore");
}

/** A block that did not change stands beside one that did; the rest is a line. */
function folded(blocks: readonly DiffBlock[]): (DiffBlock | null)[] {
  const isShown = blocks.map(
    ({ kind }, i) =>
      kind !== "same" || (blocks[i - 1]?.kind ?? "same") !== "same" || (blocks[i + 1]?.kind ?? "same") !== "same",
  );
  return blocks.flatMap((block, i) => (isShown[i] ? [block] : isShown[i - 1] || i === 0 ? [null] : []));
}

function renderBlock(block: DiffBlock | null): TemplateResult {
  if (!block) return html`<p class="output-diff-rest">⋯</p>`;
  const label =
    block.type === "timeline" ||
    block.type === "actors" ||
    block.type === "comparison" ||
    block.type === "chart" ||
    block.type === "evidence"
      ? t(`outputs.node-${block.type}`)
      : "";
  const sign =
    block.kind === "added" ? t("outputs.diff-added") : block.kind === "removed" ? t("outputs.diff-removed") : "";
  const bare = (kind: DiffBlock["parts"][number]["kind"]): TemplateResult[] => renderParts([{ kind, text: label }]);
  return html`<p class="output-diff-block" data-kind=${block.kind}>
    ${sign ? html`<span class="visually-hidden">${sign}: </span>` : nothing}${
      block.parts.length > 0
        ? html`${label ? `${label}: ` : nothing}${renderParts(block.parts)}`
        : label && bare(block.kind === "changed" ? "same" : block.kind)
    }
  </p>`;
}
