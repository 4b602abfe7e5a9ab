import { ContextProvider } from "@lit/context";
import { html, type TemplateResult } from "lit";
import { createRef, ref, type Ref } from "lit/directives/ref.js";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { onceFor } from "../../../schema/once-for.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { RestedOn } from "../../reader/passage-decorations.ts";
import { formatList, language, t } from "../../i18n/t.ts";
import "../cards/coram-quoted-list.ts";
import type { CoramQuotedList } from "../cards/coram-quoted-list.ts";
import type { PageContext } from "./page-context.ts";
import { quotedContext, QuotedPassages, type Quoted } from "../model/quoted-in.ts";
import type { VerdictModel } from "../model/verdict-model.ts";

/** Where passages are quoted: cards of tags say it of theirs, the text shows those that no tag shows. */
export class PageQuoted {
  private readonly page: PageContext;
  private readonly quoted: QuotedPassages;
  private readonly list: Ref<CoramQuotedList> = createRef();
  private readonly paintedOnce = onceFor(
    (others: readonly RestedOn[], _language: UiLanguage, ...bare: readonly QuotedPassages["passages"][number][]) => [
      ...others,
      ...bare.map(({ quote, ranges }) => ({ ranges, state: "same" as const, quotedIn: quotedWords([quote]) })),
    ],
  );

  constructor(page: PageContext) {
    this.page = page;
    this.quoted = new QuotedPassages(() => {
      const { model } = page;
      return model && { ...model.view, verdictId: model.verdictId, reading: readingOf(model) };
    });
    new ContextProvider(page.host, { context: quotedContext, initialValue: this.quoted });
    let unwatch: (() => void) | null = null;
    let asked: string | null = null;
    const onBack = (): void => {
      // Somebody may have quoted something meanwhile, perhaps oneself in another tab.
      if (document.visibilityState === "visible") this.quoted.ask();
    };
    page.host.addController({
      hostConnected: () => {
        document.addEventListener("visibilitychange", onBack);
        unwatch = this.quoted.watch(() => page.host.requestUpdate());
      },
      hostUpdated: () => {
        const reading = page.model && readingOf(page.model);
        if (reading === asked) return;
        asked = reading;
        this.quoted.ask();
      },
      hostDisconnected: () => {
        document.removeEventListener("visibilitychange", onBack);
        unwatch?.();
      },
    });
  }

  /** What the text underlines: `others`, then quoted passages that no tag shows. The same list as long as nothing of it changes. */
  withQuoted(model: VerdictModel, others: readonly RestedOn[]): readonly RestedOn[] {
    const bare = this.quoted.passages.filter(({ quote }) => isBare(model, quote));
    return this.paintedOnce(others, language(), ...bare);
  }

  /** Documents that quote some of the words that are selected. */
  get onSelection(): Quoted[] {
    const { selection } = this.page.state;
    return selection.length === 0 ? [] : this.quoted.on(selection);
  }

  /** Documents that quote a tag's passage. */
  ofTag({ id, ranges }: Pick<TagView, "id" | "ranges">): Quoted[] {
    return this.quoted.of(id, ranges);
  }

  /** A press on underlined words lists the documents that quote them. */
  readonly onClick = (event: HTMLElementEventMap["coram-quoted-click"]): void => {
    const { offset, rect } = event.detail;
    const quotes = this.quoted.on([{ start: offset, end: offset + 1 }]);
    if (quotes.length > 0) void this.list.value?.show(quotes, rect);
  };

  render(): TemplateResult {
    return html`<coram-quoted-list ${ref(this.list)}></coram-quoted-list>`;
  }
}

/** What the reader may see: who becomes a coder of a blind round, or is one no more, reads another verdict, so to say. */
function readingOf({ verdictId, view: { stands, layers, rooms } }: VerdictModel): string {
  return JSON.stringify([verdictId, stands ?? null, layers, rooms]);
}

/** No tag that is shown says where it is quoted. */
function isBare(model: VerdictModel, { annotation }: Quoted): boolean {
  const tag = annotation === null ? null : model.tag(annotation);
  return tag === null || tag.deleted;
}

function quotedWords(quotes: readonly Quoted[]): string {
  return `${t("evidence.quoted-in")}: ${formatList(quotes.map(({ title }) => title || t("outputs.unnamed")))}`;
}
