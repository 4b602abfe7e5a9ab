import { html, type TemplateResult } from "lit";
import { localise } from "../../../../schema/domain/language.ts";
import "../../../elements/coram-ask.ts";
import { language, t } from "../../../i18n/t.ts";
import type { VerdictModel } from "../../model/verdict-model.ts";
import type { PageContext } from "../page-context.ts";
import type { PageTagging } from "../page-tagging.ts";

interface Parts {
  context: Pick<PageContext, "numberAt">;
  state: Pick<PageContext["state"], "long">;
  tagging: Pick<PageTagging, "tag">;
}

/** Before a very long passage is tagged: how long it is, and from where to where. Enter leaves it. */
export function askLong({ context, state, tagging }: Parts, { view }: Pick<VerdictModel, "view">): TemplateResult {
  const { long } = state;
  const category = view.methodology?.content.categories.find(({ id }) => id === long?.category);
  const at = (offset: number | undefined): string => (offset === undefined ? "" : context.numberAt(offset));
  const lead = {
    tag: category ? `${category.code} ${localise(category.label, language())}` : "",
    from: at(long?.ranges[0]?.start),
    to: at(long?.ranges.at(-1)?.end),
  };
  return html`<coram-ask
    heading=${long ? t("verdict.long", { count: long.words }) : ""}
    lead=${long ? t("verdict.long-lead", lead) : ""}
    leave=${t("shell.cancel")}
    sure=${t("verdict.picker-do-tag", { code: category?.code ?? "" })}
    isUnlikely
    ?open=${long !== null}
    @coram-dialog-close=${() => (state.long = null)}
    @coram-ask-sure=${() => {
      state.long = null;
      if (long) tagging.tag(long);
    }}
  ></coram-ask>`;
}
