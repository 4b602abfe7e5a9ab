import { html, type TemplateResult } from "lit";
import "../../../elements/coram-ask.ts";
import { t } from "../../../i18n/t.ts";
import type { TagView } from "../../../reader/text-views.ts";
import type { VerdictModel } from "../../model/verdict-model.ts";
import type { PageState } from "../page-context.ts";
import type { PageQuoted } from "../page-quoted.ts";
import type { PageTagging } from "../page-tagging.ts";

interface Parts {
  state: Pick<PageState, "removing">;
  tagging: Pick<PageTagging, "remove">;
  quoted: Pick<PageQuoted, "ofTag">;
}
type Model = Pick<VerdictModel, "tag" | "me" | "threads">;

/** Before a colleague's tag is removed, or one that documents quote: whose it is, and what hangs on it. Enter leaves it. */
export function askToRemove(page: Parts, model: Model): TemplateResult {
  const { state, tagging } = page;
  const tag = state.removing ? model.tag(state.removing) : null;
  const who = tag ? tag.author.name : "";
  const isOwn = tag?.author.id === model.me;
  return html`<coram-ask
    heading=${isOwn ? t("verdict.remove-own") : t("verdict.remove-others", { who })}
    lead=${tag ? leadOf(page, model, tag, isOwn) : ""}
    leave=${t("shell.cancel")}
    sure=${t("verdict.remove-tag")}
    isFinal
    ?open=${tag !== null}
    @coram-dialog-close=${() => (state.removing = null)}
    @coram-ask-sure=${() => tag && tagging.remove(tag.id)}
  ></coram-ask>`;
}

function leadOf({ quoted }: Parts, model: Model, tag: TagView, isOwn: boolean): string {
  const name = `${tag.code} ${tag.label}`;
  const documents = quoted.ofTag(tag).length;
  const comments = model.threads
    .filter((thread) => thread.tag === tag.id)
    .flatMap((thread) => thread.comments.filter(({ deleted }) => !deleted)).length;
  return [
    isOwn ? `${name}.` : t("verdict.remove-others-lead", { tag: name, who: tag.author.name }),
    documents > 0 ? t("verdict.remove-quoted", { count: documents }) : "",
    comments > 0 ? t("verdict.remove-comments", { count: comments }) : "",
  ]
    .filter(Boolean)
    .join(" ");
}
