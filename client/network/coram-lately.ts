import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { NetworkWaiveReason } from "../../schema/domain/clearing.ts";
import { langOf, localise } from "../../schema/domain/language.ts";
import type { Role } from "../../schema/domain/member.ts";
import type { Lately } from "../../schema/protocol/http/network.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { serverClock } from "../api/server-clock.ts";
import { countries } from "./told-network.ts";
import { proposalHref, proposalWords } from "./proposal-place.ts";
import { takenWords } from "../i18n/taken-words.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatList, formatWhen, language, t } from "../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-lately": CoramLately;
  }
}

const roleName = (role: Role): string => t(`word.role.${role}`);

/** More than these are folded: the verdicts stand below. */
const FIRST = 4;

/** What happened since yesterday, a line a thing, each leading there. */
@customElement("coram-lately")
export class CoramLately extends LightElement {
  @property({ attribute: false }) network!: Pick<NetworkView, "lately" | "members" | "organisations" | "verdicts">;
  @state() private isOpen = false;

  protected override render(): TemplateResult | typeof nothing {
    const lines = (this.network.lately ?? []).filter(({ at }) => at >= yesterday());
    if (lines.length === 0) return nothing;
    const isFolded = !this.isOpen && lines.length > FIRST;
    return html`<section aria-labelledby="lately">
      <div class="section-head">
        <h2 id="lately" class="grow">${t("home.lately")}</h2>
        ${
          isFolded
            ? html`<button type="button" class="link" @click=${() => void this.open()}>${t("home.lately-all")}</button>`
            : nothing
        }
      </div>
      <ul class="lately">
        ${(isFolded ? lines.slice(0, FIRST) : lines).map((line) => this.renderLine(line))}
      </ul>
    </section>`;
  }

  /** The button goes: the heading has the focus. */
  private async open(): Promise<void> {
    this.isOpen = true;
    await this.updateComplete;
    const [first] = [...this.querySelectorAll<HTMLElement>("li a")].slice(FIRST);
    (first ?? this.querySelector<HTMLElement>("li a"))?.focus();
  }

  private renderLine(line: Lately): TemplateResult {
    const { at } = line;
    const words = this.wordsOf(line);
    return html`<li>
      <time class="note" datetime=${at}>${formatWhen(at)}</time>
      <span>${this.renderPlace(line)}${words}</span>
    </li>`;
  }

  private wordsOf({
    kind,
    who,
    by,
    count,
    to,
    reason = "",
    version,
    amended,
    work,
    took = { quotes: 0, words: 0 },
    renamed,
    named,
    organised,
    runners,
    stage,
    waived,
  }: Lately): string {
    const names = formatList(who.map((id) => this.nameOf(id)));
    if (kind === "second-waived" || kind === "seconds-waived") return waivedWords(kind, names, waived);
    if (kind === "seconds-asked") return t("home.lately-seconds-asked", { names });
    if (kind === "runners") return runners ? this.runnersWords(runners, names) : "";
    switch (kind) {
      case "ruled":
      case "said":
      case "replaced":
      case "voted":
      case "translated":
      case "house":
        return t(`home.lately-${kind}`, { names, count });
      case "taken":
        return t("home.lately-taken", { names, what: takenWords(took) });
      case "worked":
        return workedWords(names, work);
      case "amended":
        return amendedWords(names, amended, reason);
      case "unsettled":
        return t(reason === "" ? "home.lately-unsettled" : "home.lately-unsettled-why", { names, reason });
      case "opened":
        return t("home.lately-opened", { names, reason });
      case "role":
      case "moved":
      case "joined":
        return to ? this.placeWords(kind, to, names, named?.was) : t("home.lately-joined", { names });
      case "named":
        return t("home.lately-named", named ?? { was: "", now: names });
      case "renamed":
        return renamed ? t("home.lately-renamed-to", { names, ...renamed }) : t("home.lately-renamed", { names });
      case "organisation":
        return this.organisedWords(names, organised);
      case "stage-back":
        return stageBackWords(names, stage);
      case "removed":
        return t("home.lately-removed-by", { names, name: this.nameOf(by ?? "") });
      case "returned":
        return this.returnedWords(names, by);
      default:
        return kind === "in-force" ? inForceWords(names, version) : t(`home.lately-${kind}`, { names });
    }
  }

  /** Who is of which organisation now, and as what; `as`: under which other name they were invited. */
  private placeWords(
    kind: "role" | "moved" | "joined",
    { by, role, organisation: of, was: wasRole, wasOf }: NonNullable<Lately["to"]>,
    names: string,
    as: string | undefined,
  ): string {
    const name = by === null ? t("people.operator") : this.nameOf(by);
    const nameOf = (id: string | undefined): string =>
      this.network.organisations.find((each) => each.id === id)?.name ?? "";
    const all = { names, name, organisation: nameOf(of), role: roleName(role) };
    if (kind === "joined")
      return as ? t("home.lately-joined-other", { ...all, was: as }) : t("home.lately-joined-as", all);
    const was = kind === "moved" ? nameOf(wasOf) : wasRole ? roleName(wasRole) : "";
    return was ? t(`home.lately-${kind}-was`, { ...all, was }) : t(`home.lately-${kind}`, all);
  }

  private returnedWords(names: string, by: string | undefined): string {
    return by ? t("home.lately-returned-by", { names, name: this.nameOf(by) }) : t("home.lately-returned", { names });
  }

  private runnersWords({ organisation: of, was, now }: NonNullable<Lately["runners"]>, names: string): string {
    const organisation = this.network.organisations.find(({ id }) => id === of)?.name ?? "";
    const [before, after] = [t(`people.round-runners-${was}`), t(`people.round-runners-${now}`)];
    return t("home.lately-runners", { names, organisation, was: before, now: after });
  }

  private organisedWords(names: string, organised: Lately["organised"]): string {
    const { how, was = "", now = was, organisation: of } = organised ?? { how: "renamed" };
    if (how !== "moved") return t(`home.lately-organisation-${how}`, { names, was, now });
    const organisation = this.network.organisations.find(({ id }) => id === of)?.name ?? "";
    return t("home.lately-organisation-moved", { names, organisation, ...countries({ was, now }) });
  }

  private nameOf(id: string): string {
    return this.network.members.find((member) => member.id === id)?.name ?? t("network.somebody");
  }

  private renderPlace({ kind, verdict: id, output, about }: Lately): TemplateResult | typeof nothing {
    if (kind === "house") return html`<a href="/settings/house">${t("house.title")}</a>: `;
    if (about) return html`<a href=${proposalHref(about)}>${proposalWords(about)}</a>: `;
    if (output)
      return html`<a href="/outputs/${output.id}${kind === "taken" ? "?side=versions" : ""}" lang=${output.language}
          >${output.title || t("outputs.unnamed")}</a
        >: `;
    const verdict = this.network.verdicts.find((row) => row.verdict.id === id)?.verdict;
    if (!verdict) return nothing;
    const page = `/verdicts/${verdict.id}${kind === "ruled" || kind === "replaced" || kind === "revealed" ? "/reconcile" : ""}`;
    return html`<a href=${page} lang=${langOf(verdict.language, verdict.script)}>${verdict.caseNumber}</a>: `;
  }
}

/** When yesterday began for the reader. */
function yesterday(): string {
  const day = new Date(serverClock.now());
  day.setDate(day.getDate() - 1);
  day.setHours(0, 0, 0, 0);
  return day.toISOString();
}

function workedWords(names: string, { tags, removed, answers } = { tags: 0, removed: 0, answers: 0 }): string {
  const parts = [
    ...(tags > 0 ? [t("home.lately-tags", { count: tags })] : []),
    ...(removed > 0 ? [t("home.lately-untagged", { count: removed })] : []),
    ...(answers > 0 ? [t("home.lately-answers", { count: answers })] : []),
  ];
  return t("home.lately-worked", { names, what: formatList(parts) });
}

function waivedWords(kind: "second-waived" | "seconds-waived", names: string, why: Lately["waived"]): string {
  if (kind === "second-waived")
    return why ? t("home.lately-second-waived", { names, reason: t(`clear.waive-${why}`) }) : "";
  const { data } = NetworkWaiveReason.safeParse(why);
  return data ? t("home.lately-seconds-waived", { names, reason: t(`clear.waive-all-${data}`) }) : "";
}

function stageBackWords(names: string, stage: Lately["stage"]): string {
  const { was = "in-preparation", now = "in-preparation" } = stage ?? {};
  return t("home.lately-stage-back", { names, was: t(`word.stage.${was}`), now: t(`word.stage.${now}`) });
}

/** A copy of before does not say which version it was. */
function inForceWords(names: string, version: number | undefined): string {
  return version === undefined ? t("home.lately-in-force", { names }) : t("home.lately-version", { names, version });
}

function amendedWords(names: string, amended: Lately["amended"], reason: string): string {
  const { act, code, label } = amended ?? { act: "answer", label: {} };
  const what = [code, localise(label, language())].filter(Boolean).join(" ");
  return t("home.lately-amended", { names, done: t(`rounds.done-${act}`, { what }), reason });
}
