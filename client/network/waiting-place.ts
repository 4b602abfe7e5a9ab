import type { Stage } from "../../schema/domain/verdict.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";

type Waiting = NetworkView["waiting"][number];

/** Where a verdict is signed for a stage. */
export function signPlace(verdict: string, stage: Stage): string {
  return `/verdicts/${verdict}${stage === "cleared" ? "/prepare?panel=check" : "?dialog=stage"}`;
}

/** Where that which waits is done; `isClearing`: the names of a verdict in preparation are all replaced. */
export function waitingPlace(
  { kind, verdict, thread, place, read, stage = "cleared" }: Waiting,
  isClearing = false,
): string {
  const page = `/verdicts/${verdict}`;
  switch (kind) {
    case "thread":
      return `${page}?thread=${thread}&reply`;
    case "suggestion":
      return `${page}?thread=${thread}`;
    case "prepare":
      return `${page}/prepare${isClearing ? "?panel=check" : ""}`;
    case "clear":
    case "sign-again":
      return signPlace(verdict, stage);
    case "review":
      return "/reviews";
    case "answers":
      return place
        ? `${page}?${new URLSearchParams({ question: place.question, subject: place.subject }).toString()}`
        : page;
    case "rule":
    case "differ":
    case "replaced":
      return `${page}/reconcile`;
    case "settle":
      return `${page}?dialog=settle`;
    case "reveal":
      return `${page}?dialog=reveal`;
    // Not all have handed in: how far they are, not whether to reveal.
    case "ends":
      return `${page}?dialog=rounds`;
    case "offered":
      return `${page}?dialog=about`;
    case "code":
      return read ? `${page}?go-on` : page;
    case "cleared":
      return page;
    case "unread":
      return "/#verdicts";
  }
}
