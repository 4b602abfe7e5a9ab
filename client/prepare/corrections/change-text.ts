import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { TextChanged } from "../../../schema/protocol/http/corrections.ts";
import type { EditCommand, EditDone } from "../../../schema/protocol/http/verdicts.ts";
import { undoRevision } from "../../api/corrections.ts";
import { ProblemError } from "../../api/http.ts";
import { editText } from "../../api/verdicts.ts";
import { ask } from "../../elements/coram-ask.ts";
import { formatList, t } from "../../i18n/t.ts";

/*
 * The way of every door to a change of a verdict's text: where the server says that it would name somebody to those who read the text
 * already, its writer is asked, and it is sent again once they mean it. Null: nothing was written, as its writer left it.
 */

/** Corrects a text. With `left` it is not written any more, unless it is by then. Throws as `editText` does. */
export const correctText = (id: VerdictId, edit: EditCommand, left?: AbortSignal): Promise<EditDone | null> =>
  askingNames((sure) => editText(id, { ...edit, sure }, left), left);

/** Takes back what made a revision. Throws as `undoRevision` does. */
export const takeTextBack = (id: VerdictId, revision: number, left?: AbortSignal): Promise<TextChanged | null> =>
  askingNames((sure) => undoRevision(id, { revision, sure }, left), left);

async function askingNames<Done>(
  send: (sure: string | undefined) => Promise<Done>,
  left: AbortSignal | undefined,
): Promise<Done | null> {
  for (let sure: string | undefined; ;) {
    try {
      return await send(sure);
    } catch (error) {
      if (left?.aborted) return null;
      if (!(error instanceof ProblemError) || error.code !== "names-come") throw error;
      if (!(await askNames(error))) return null;
      sure = String(error.params["sure"]);
    }
  }
}

function askNames({ findings }: ProblemError): Promise<boolean> {
  const words = [...new Set(findings.map(({ text }) => text))];
  return ask({
    heading: t("correct.names-ask"),
    lead: t("correct.names-come", { count: words.length, words: formatList(words) }),
    isUnlikely: true,
    leave: t("correct.names-back"),
    sure: t("correct.names-sure"),
  });
}
