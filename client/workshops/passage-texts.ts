import { ContextConsumer } from "@lit/context";
import type { ReactiveControllerHost } from "lit";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { sessionContext } from "../app/session-context.ts";
import { Loading } from "../elements/loading.ts";
import { isOfVerdict } from "./workshop-event.ts";

interface PassagesRead<Args extends readonly unknown[], Answer> {
  /** Passages whose words are read. */
  passages: () => readonly { verdict: VerdictId }[];
  /** What else the reading goes by. */
  args: () => Args;
  read: (args: Args, signal: AbortSignal) => Promise<Answer>;
  /** What was read, without the words of verdicts: who types beside them types on. Null where nothing else is in it. */
  emptied: (answer: Answer) => Answer | null;
}

/**
 * Reads words of passages, and again whenever a verdict of theirs says something else or is open to others, and once the server is in
 * reach again: words that were redacted, or may be read no more, stand nowhere in a workshop.
 */
export class PassageTexts<Args extends readonly unknown[], Answer> extends Loading<[Args, string, number], Answer> {
  private changes = 0;
  /** The change of the words that was told last, and the one that was read. */
  private told = 0;
  /** The last new revision that was told: something may have been redacted in it. */
  private revised = 0;
  private done = 0;
  /** What was read last as it was emptied: the same one as long as it stands. */
  private empty: { of: Answer; answer: Answer | null } | null = null;
  private stop: (() => void) | undefined;
  private readonly at: ReactiveControllerHost;
  private readonly of: PassagesRead<Args, Answer>["passages"];
  private readonly emptied: PassagesRead<Args, Answer>["emptied"];

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    { passages, args, read, emptied }: PassagesRead<Args, Answer>,
  ) {
    let last: Args | null = null;
    // The same ones as long as they say the same.
    const same = (): Args => {
      const now = args();
      if (last?.length !== now.length || !now.every((each, i) => each === last?.[i])) last = now;
      return last;
    };
    super(
      host,
      () => [same(), [...new Set(passages().map(({ verdict }) => verdict))].join(" "), this.changes],
      async ([of, , change], { signal }) => {
        const answer = await read(of, signal);
        if (!signal.aborted) this.done = change;
        return answer;
      },
    );
    [this.at, this.of, this.emptied] = [host, passages, emptied];
    new ContextConsumer(host, {
      context: sessionContext,
      subscribe: true,
      callback: (session) => {
        this.stop?.();
        this.stop = session?.events.listen((event) => {
          if (event.type === "hello") this.readAnew();
          else if (isOfVerdict(event) && this.of().some(({ verdict }) => verdict === event.verdict)) {
            this.readAnew();
            this.told = this.changes;
            if (event.type === "revision") this.revised = this.changes;
          }
        });
      },
    });
  }

  /**
   * As in `Loading`; but words of which there is another revision are taken out of it at once, and others that may have changed where they
   * cannot be read anew.
   */
  override get answer(): Answer | null {
    const answer = super.answer;
    if (answer === null || !this.isEmptied) return answer;
    if (this.empty?.of !== answer) this.empty = { of: answer, answer: this.emptied(answer) };
    return this.empty.answer;
  }

  /** Why no words stand in what is shown; null while they do, or are on their way. */
  get missing(): unknown {
    return this.isEmptied ? this.problem : null;
  }

  private get isEmptied(): boolean {
    return this.revised > this.done || (this.problem !== null && this.told > this.done);
  }

  override hostDisconnected(): void {
    super.hostDisconnected();
    this.stop?.();
    this.stop = undefined;
  }

  private readAnew(): void {
    this.changes++;
    this.at.requestUpdate();
  }
}
