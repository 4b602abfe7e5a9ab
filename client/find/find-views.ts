import { html, nothing, type TemplateResult } from "lit";
import { COUNTRIES } from "../../schema/domain/language.ts";
import type { FindLine, FoundIn, FoundPassages } from "../../schema/protocol/http/search/find.ts";
import type { MatrixPassage } from "../../schema/protocol/http/matrix.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";
import { handWords } from "../app/found-words.ts";
import "../elements/coram-code-chip.ts";
import "../elements/coram-initials.ts";
import { t } from "../i18n/t.ts";
import { passageHref } from "../matrix/matrix-quotes.ts";
import type { FindChoice } from "./find-kept.ts";

/** How one asks, with an example each; what is typed is the same in every language. */
const WAYS = [
  ["pasoš", "find.how-words"],
  ["=pasoša", "find.how-exact"],
  ['"teške prilike"', "find.how-phrase"],
  ["trgov*", "find.how-begin"],
  ["pasoš OR isprava", "find.how-or"],
  ["-svedok", "find.how-not"],
  ["category:B3", "find.how-category"],
] as const;

export function waysToAsk(): TemplateResult {
  return html`<dl class="find-ways">
    ${WAYS.map(
      ([typed, words]) =>
        html`<dt><code lang="sr-Latn">${typed}</code></dt>
          <dd>${t(words)}</dd>`,
    )}
  </dl>`;
}

/** Countries and verdicts that answer, with how often; pressed ones narrow what is listed. */
export function facets(
  verdicts: readonly FoundIn[],
  { countries, verdicts: chosen }: FindChoice,
  choose: (change: Partial<FindChoice>) => void,
): TemplateResult {
  const counted = COUNTRIES.map((country) => {
    return { country, count: sum(verdicts.filter((each) => each.country === country)) };
  }).filter(({ country, count }) => count > 0 || countries.includes(country));
  const shown = verdicts.filter(({ country }) => countries.length === 0 || countries.includes(country));
  const toggle = <Item>(list: readonly Item[], item: Item): Item[] =>
    list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
  return html`<h2>${t("exports.country")}</h2>
    ${counted.map(({ country, count }) =>
      facet(html`${t(`word.country.${country}`)}`, count, countries.includes(country), () =>
        choose({ countries: toggle(countries, country), verdicts: [] }),
      ),
    )}
    <h2>${t("find.verdicts")}</h2>
    ${shown.map(({ id, caseNumber, lang, count }) =>
      facet(html`<span lang=${lang}>${caseNumber}</span>`, count, chosen.includes(id), () =>
        choose({ verdicts: toggle(chosen, id) }),
      ),
    )}
    ${
      countries.length + chosen.length > 0
        ? html`<button type="button" class="link" @click=${() => choose({ countries: [], verdicts: [] })}>
            ${t("find.clear")}
          </button>`
        : nothing
    }`;
}

const sum = (verdicts: readonly FoundIn[]): number => verdicts.reduce((all, { count }) => all + count, 0);

function facet(name: TemplateResult, count: number, isChosen: boolean, act: () => void): TemplateResult {
  return html`<button type="button" class="facet" aria-pressed=${String(isChosen)} @click=${act}>
    <span class="grow">${name}</span><span class="n">${count}</span>
  </button>`;
}

/** Lines under the verdict that they are of, each a link to its place. */
export function lines(found: readonly FindLine[], verdicts: readonly FoundIn[]): TemplateResult {
  const groups = new Map<string, FindLine[]>();
  for (const line of found) groups.set(line.verdict, [...(groups.get(line.verdict) ?? []), line]);
  return html`${[...groups].map(([id, of]) => {
    const verdict = verdicts.find((each) => each.id === id);
    return verdict ? group(verdict, of) : nothing;
  })}`;
}

function group({ caseNumber, court, country, lang, count }: FoundIn, of: readonly FindLine[]): TemplateResult {
  return html`<section>
    <h2>
      <b lang=${lang}>${caseNumber}</b> <span class="court" lang=${lang}>${court}</span>
      <span>${t(`word.country.${country}`)}, ${t("find.lines", { count })}</span>
    </h2>
    <ul role="list">
      ${of.map((line) => html`<li>${renderLine(line, lang)}</li>`)}
    </ul>
  </section>`;
}

function renderLine({ verdict, paragraph, at, text, marks, isCut }: FindLine, lang: string): TemplateResult {
  const [first = { start: 0, end: 0 }, ...further] = marks;
  const words = (from: number, to: number): string => withTokenWords(text.slice(from, to), lang);
  let from = first.end;
  const right = further.map(({ start, end }) => {
    const before = words(from, start);
    from = end;
    return html`${before}<mark class="match">${words(start, end)}</mark>`;
  });
  return html`<a
    class="line"
    href="/verdicts/${verdict}?at=${at}"
    @click=${() => handWords(verdict, text.slice(first.start, first.end))}
    ><span class="at">${paragraph === null ? nothing : `¶ ${paragraph}`}</span
    ><span class="x" lang=${lang}
      ><span class="l"><bdi>${isCut.start ? "… " : nothing}${words(0, first.start)}</bdi></span
      ><span class="h"><mark class="match">${words(first.start, first.end)}</mark></span
      ><span class="r">${right}${words(from, text.length)}${isCut.end ? " …" : nothing}</span></span
    ></a
  >`;
}

/** Passages that stand, by verdict, each one press from the text. */
export function passages({ cell: { passages: all, verdicts, members } }: FoundPassages): TemplateResult {
  const nameOf = (id: string) => members.find((each) => each.id === id);
  const row = (passage: MatrixPassage, caseNumber: string, lang: string): TemplateResult => {
    const author = nameOf(passage.author);
    return html`<li class="passage">
      <blockquote lang=${lang}>${withTokenWords(passage.quote, lang)}</blockquote>
      ${passage.note ? html`<p class="remark">${passage.note}</p>` : nothing}
      <p class="cite">
        <coram-code-chip code=${passage.code}></coram-code-chip>
        <a class="to-text" href=${passageHref(passage)}
          ><span lang=${lang}>${caseNumber}</span>${passage.citation ? `, ${passage.citation}` : ""}</a
        >
        ${author ? html`<coram-initials initials=${author.initials} name=${author.name}></coram-initials>` : nothing}
      </p>
    </li>`;
  };
  return html`${verdicts.map(
    ({ id, caseNumber, lang }) =>
      html`<section>
        <h2><b lang=${lang}>${caseNumber}</b></h2>
        <ul role="list">
          ${all.filter(({ verdict }) => verdict === id).map((passage) => row(passage, caseNumber, lang))}
        </ul>
      </section>`,
  )}`;
}
