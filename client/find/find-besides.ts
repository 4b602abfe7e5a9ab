import { initialState } from "@lit/task";
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { FindAsked } from "../../schema/protocol/http/search/find.ts";
import { findLines, findPassages } from "../api/matrix.ts";
import { readMethodology } from "../api/verdicts.ts";
import "../elements/coram-code-chip.ts";
import { Loading } from "../elements/loading.ts";
import { language, t } from "../i18n/t.ts";
import { findOfCategory, type FindChoice } from "./find-kept.ts";
import { namedCategories, namingWords } from "./named-categories.ts";

/** So many categories are offered. */
const CATEGORIES_MOST = 3;
/** Fewer letters are a word, and not the beginning of a name. */
const BEGUN_FROM = 5;

/** What the page lists now. */
export interface Listed {
  words: Pick<FindAsked, "query" | "in">;
  view: FindChoice["view"];
  /** Null while it is on its way. */
  total: number | null;
}

/**
 * What answers besides what is listed: categories that are called so, with how many passages of theirs stand, and, where nothing is
 * listed, how much there is of the other kind. Members only. Where it cannot be had nothing is said of it: it is no part of the answer.
 */
export class FindBesides {
  private methodology: Promise<MethodologyVersion | null> | null = null;
  private readonly categories;
  private readonly others;

  /** `listed` is null for who may not read passages. */
  constructor(host: ReactiveControllerHost, listed: () => Listed | null) {
    this.categories = new Loading(
      host,
      () => [namingWords(listed()?.words.query ?? ""), language()] as const,
      async ([words, reader], { signal }) => {
        if (words === "") return initialState;
        const methodology = await (this.methodology ??= readMethodology());
        const named = methodology
          ? namedCategories(methodology, reader, words, BEGUN_FROM).slice(0, CATEGORIES_MOST)
          : [];
        const counted = named.map(async ({ category: { code, label }, other }) => {
          const asked = { query: `category:${code}`, language: reader, most: 0 };
          return { code, label, other, count: (await findPassages(asked, signal)).total };
        });
        return { words, of: await Promise.all(counted) };
      },
    );
    this.others = new Loading(
      host,
      () => [JSON.stringify(listed())] as const,
      async ([key], { signal }) => {
        const now = listed();
        if (now === null || now.total !== 0 || now.words.query === "") return initialState;
        const { words, view } = now;
        const { total } =
          view === "passages"
            ? await findLines({ ...words, order: "place", cursor: null }, signal)
            : await findPassages({ ...words, language: language(), most: 0 }, signal);
        return { key, total };
      },
    );
    this.listed = listed;
  }

  private readonly listed: () => Listed | null;

  private get named(): typeof this.categories.answer {
    const { answer } = this.categories;
    const words = namingWords(this.listed()?.words.query ?? "");
    return answer && words !== "" && answer.words === words && answer.of.length > 0 ? answer : null;
  }

  /** Whether what is looked for is called so. */
  get offersCategories(): boolean {
    return this.named !== null;
  }

  /** Categories that are called as what is looked for, each a link to its passages. */
  renderCategories(): TemplateResult | typeof nothing {
    const answer = this.named;
    if (!answer) return nothing;
    return html`<section class="find-categories">
      <h2><b>${t("network.categories")}</b></h2>
      <ul role="list">
        ${answer.of.map(
          ({ code, label, other, count }) =>
            html`<li>
              <a href=${findOfCategory(code)}
                ><coram-code-chip code=${code}></coram-code-chip> <b>${label}</b>
                ${other ? html`<span class="sub">${other}</span>` : nothing}
                <span class="n">${t("matrix.passages", { count })}</span></a
              >
            </li>`,
        )}
      </ul>
    </section>`;
  }

  /** Where nothing is listed: what the other kind has, which `change` shows. */
  renderOther(change: (to: FindChoice["view"]) => void): TemplateResult | typeof nothing {
    const answer = this.others.answer;
    const now = this.listed();
    if (!answer || !now || answer.key !== JSON.stringify(now) || answer.total === 0) return nothing;
    const to = now.view === "passages" ? "lines" : "passages";
    return html`<p class="find-none" role="status">
      <button type="button" class="link" @click=${() => change(to)}>
        ${t(`find.other-${to}`, { count: answer.total })}
      </button>
    </p>`;
  }
}
