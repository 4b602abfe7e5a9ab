import type { ThreadId } from "../../../schema/domain/ids.ts";
import { tell } from "../../elements/announce.ts";
import { spoken } from "../../discussion/said.ts";
import { t } from "../../i18n/t.ts";
import type { OutputThread } from "./output-discussion.ts";

/** Tells who proposed a wording, on the page that they have open, that somebody applies or declines it, and why. */
export class EndedWordings {
  /** One's own that nobody had answered when the page was last looked at. */
  private waiting: ReadonlySet<ThreadId> = new Set();

  /** To be called with all threads of the document as often as the page changes. */
  look(threads: readonly OutputThread[]): void {
    const own = threads.filter(({ wording, comments }) => wording !== null && comments[0]?.mine);
    for (const thread of own)
      if (this.waiting.has(thread.id) && thread.endedBy && thread.endedBy.id !== thread.author.id) tell(endOf(thread));
    this.waiting = new Set(own.filter(({ resolved }) => !resolved).map(({ id }) => id));
  }
}

function endOf({ isTaken, endedBy, comments }: OutputThread): string {
  const name = endedBy?.name ?? "";
  if (isTaken) return t("network.told-wording-applied", { name });
  const last = comments.findLast(({ deleted }) => !deleted);
  return last && last.author.id === endedBy?.id
    ? t("network.told-wording-declined-why", { name, reason: spoken(last) })
    : t("network.told-wording-declined", { name });
}
