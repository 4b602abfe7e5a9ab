import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { t } from "../i18n/t.ts";

type Waiting = NetworkView["waiting"][number];
type Words = (item: Waiting, name: string) => string;

/**
 * How each kind of what waits is said in passing, by what somebody just did. What somebody typed is read where it stands: it may be erased while
 * a line is shown. Null: nobody does it to the reader, it comes of what there is.
 */
const WORDS: Readonly<Record<Waiting["kind"], Words | null>> = {
  // What was said a moment ago nobody has left unanswered.
  thread: ({ isReply }, name) => t(isReply ? "waits.replied" : "waits.comment", { name }),
  suggestion: ({ category }, name) =>
    category ? t("waits.suggests", { name, code: category.code }) : t("network.waiting-suggestion", { name }),
  clear: (_, name) => t("waits.signed", { name }),
  cleared: (_, name) => t("waits.cleared", { name }),
  offered: (_, name) => t("home.wait-offered", { name }),
  // Who waits for it has said so since it was begun.
  code: ({ from }, name) => t(from ? "waits.reminds" : "rounds.waiting-begun", { name }),
  // Nothing is asked of whose ruling it was.
  replaced: ({ count = 1 }, name) => t("home.lately-replaced", { count, names: name }),
  // Of a round that nobody took back there is nobody to name.
  settle: (_, name) => t("waits.unsettled", { name }),
  prepare: null,
  // That the signature lapsed is told by itself.
  "sign-again": null,
  review: null,
  answers: null,
  rule: null,
  differ: null,
  reveal: null,
  ends: null,
  unread: null,
};

/** What somebody did of which this waits; null where nobody did. */
export function passingWords(item: Waiting, nameOf: (id: string | null) => string): string | null {
  const by = item.from ?? item.begun?.by ?? null;
  return by === null ? null : (WORDS[item.kind]?.(item, nameOf(by)) ?? null);
}
