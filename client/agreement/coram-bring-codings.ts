import { type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { MemberId, type VerdictId } from "../../schema/domain/ids.ts";
import { DUTIES, type MemberCard } from "../../schema/domain/member.ts";
import { CodingFile, type CodingsSeen, type LeftOut } from "../../schema/protocol/http/codings.ts";
import { bringCodings } from "../api/agreement.ts";
import { describeProblem } from "../api/http.ts";
import { readVerdict } from "../api/verdicts.ts";
import { announce } from "../elements/announce.ts";
import { errorLine } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { Loading } from "../elements/loading.ts";
import { t } from "../i18n/t.ts";
import "./agreement.css";
import { shortened } from "../../schema/text/shortened.ts";

interface Chosen {
  name: string;
  file: CodingFile;
  member: MemberId | null;
}

/** Quotes are shown up to so many characters, to find them in the file. */
const QUOTE_MAX = 120;

/**
 * Brings in codings that were made elsewhere: files, the member behind each, a look at what comes in and what is left out, then the
 * round. Fires `coram-codings-brought` when it is made. For facilitators; files are read here and never stored as such.
 */
@customElement("coram-bring-codings")
export class CoramBringCodings extends LightElement {
  @property({ attribute: false }) verdictId!: VerdictId;
  @state() private chosen: Chosen[] = [];
  @state() private seen: CodingsSeen | null = null;
  @state() private isWorking = false;
  @state() private badFile = "";
  @state() private problem: unknown = null;
  private gone = new AbortController();
  /** Who could have coded it here. */
  private readonly codersLoading = new Loading(
    this,
    () => [this.verdictId] as const,
    async ([verdictId], { signal }) => {
      const { members, verdict } = await readVerdict(verdictId, signal);
      return members.filter(
        ({ id, role, isGuest, isRemoved }) =>
          !isGuest && !isRemoved && DUTIES[role].codes && !verdict.conflicts.includes(id),
      );
    },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.gone = new AbortController();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.gone.abort();
  }

  private get coders(): readonly MemberCard[] {
    return this.codersLoading.answer ?? [];
  }

  protected override render(): TemplateResult {
    const isReady = this.chosen.length > 0 && this.chosen.every(({ member }) => member !== null);
    const problem = this.problem ?? this.codersLoading.problem;
    const comesIn = this.seen?.coders.some(({ annotations, answers }) => annotations + answers > 0) ?? false;
    return html`<form class="form" @submit=${this.submit}>
      <p class="sub">${t("codings.lead")}</p>
      <label class="form-row"
        ><span>${t("codings.files")}</span>
        <input class="field" type="file" accept="application/json,.json" multiple @change=${this.take} />
      </label>
      ${this.badFile ? errorLine(t("codings.bad-file", { file: this.badFile })) : nothing}
      ${this.chosen.map((each, index) => this.renderCoder(each, index))}
      ${problem === null ? nothing : errorLine(describeProblem(problem))}
      ${this.seen ? this.renderSeen(this.seen) : nothing}
      <div class="form-actions">
        <button
          class=${this.seen ? "button" : "button button-primary"}
          name="look"
          ?disabled=${!isReady || this.isWorking}
        >
          ${t("codings.look")}
        </button>
        ${
          this.seen
            ? html`<button class="button button-primary" name="bring" ?disabled=${this.isWorking || !comesIn}>
                ${t("codings.bring")}
              </button>`
            : nothing
        }
      </div>
    </form>`;
  }

  private renderCoder({ name, member }: Chosen, index: number): TemplateResult {
    return html`<label class="form-row"
      ><span>${t("codings.coder-of", { file: name })}</span>
      <select
        class="field"
        required
        @change=${(event: Event) => this.choose(index, (event.target as HTMLSelectElement).value)}
      >
        <option value="">${t("codings.choose-coder")}</option>
        ${this.coders.map((card) => {
          const isTaken = this.chosen.some((each, at) => at !== index && each.member === card.id);
          return html`<option value=${card.id} ?selected=${card.id === member} ?disabled=${isTaken}>
            ${card.name}
          </option>`;
        })}
      </select>
    </label>`;
  }

  private renderSeen({ coders }: CodingsSeen): TemplateResult {
    return html`<div role="status">
      ${coders.map(({ member, annotations, answers, leftOut }, index) => {
        const file = this.chosen[index]?.file;
        if (!file) return nothing;
        return html`<p>
            ${t("codings.comes-in", {
              name: this.coders.find(({ id }) => id === member)?.name ?? "",
              tags: annotations,
              allTags: file.annotations.length,
              answers,
              allAnswers: file.answers.length,
            })}
          </p>
          ${
            leftOut.length === 0
              ? html`<p class="note sub">${t("codings.nothing-left-out")}</p>`
              : html`<details>
                  <summary>${t("codings.left-out")} (${leftOut.length})</summary>
                  <ul>
                    ${leftOut.map((out) => html`<li class="note">${leftOutWords(out, file)}</li>`)}
                  </ul>
                </details>`
          }`;
      })}
    </div>`;
  }

  private readonly take = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // The same file may be chosen again once it is corrected.
    input.value = "";
    [this.seen, this.problem, this.badFile] = [null, null, ""];
    const read = await Promise.all(files.map(readFile));
    this.badFile = files.find((_, at) => read[at] === null)?.name ?? "";
    this.chosen = [...this.chosen, ...read.flatMap((each) => each ?? [])];
  };

  private choose(index: number, value: string): void {
    const member = MemberId.safeParse(value).data ?? null;
    this.chosen = this.chosen.map((each, at) => (at === index ? { ...each, member } : each));
    this.seen = null;
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const isLook = (event.submitter as HTMLButtonElement | null)?.name !== "bring";
    const codings = this.chosen.flatMap(({ member, file }) => (member ? [{ member, file }] : []));
    const { signal } = this.gone;
    [this.isWorking, this.problem] = [true, null];
    try {
      const base = isLook ? null : (this.seen?.base ?? null);
      this.seen = await bringCodings(this.verdictId, { codings, base }, signal);
      if (!this.seen.round) return;
      announce(t("codings.done"));
      this.dispatchEvent(new CustomEvent("coram-codings-brought", { bubbles: true }));
    } catch (error) {
      if (!signal.aborted) [this.problem, this.seen] = [error, null];
    } finally {
      this.isWorking = false;
    }
  };
}

/** Null where it is no file of codings. */
async function readFile(file: File): Promise<Chosen | null> {
  try {
    return { name: file.name, file: CodingFile.parse(JSON.parse(await file.text())), member: null };
  } catch {
    return null;
  }
}

function leftOutWords({ part, index, why }: LeftOut, { annotations, answers }: CodingFile): string {
  const said = part === "answer" ? answers[index]?.question : annotations[index]?.quote;
  const quote = shortened(said ?? "", QUOTE_MAX);
  return `${t(`codings.part.${part}`, { number: index + 1 })}: ${t(`codings.why.${why}`)} (${quote})`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-bring-codings": CoramBringCodings;
  }
  interface HTMLElementEventMap {
    "coram-codings-brought": CustomEvent<void>;
  }
}
