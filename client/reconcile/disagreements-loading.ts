import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { AnswerValue } from "../../schema/domain/answer.ts";
import type { DisagreementId, RoundId, VerdictId } from "../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { DisagreementList, DisagreementView } from "../../schema/protocol/http/disagreements.ts";
import { readDisagreements } from "../api/disagreements.ts";
import { ProblemError } from "../api/http.ts";
import { readVersion } from "../api/methodology/methodology.ts";
import type { Session } from "../app/session-context.ts";
import { eachTagWord } from "../../schema/rooms/tag-words.ts";
import { covered } from "../reader/erased/covered-words.ts";

/** Which round the page is asked to show, or that of which disagreement, and to whom. */
export interface DisagreementsContext {
  verdict: VerdictId;
  round: RoundId | null;
  case: DisagreementId | null;
  session: Session | null;
}

/** Holds the disagreements of a round, and fetches them again whenever somebody rules or concedes. */
export class DisagreementsLoading implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly asked: () => DisagreementsContext;
  private request: AbortController | null = null;
  private stops: (() => void)[] = [];
  /** Null before it is there. */
  list: DisagreementList | null = null;
  /** The version that the round was coded in; null before it is there. */
  methodology: MethodologyVersion | null = null;
  /** Why there is nothing to show. */
  problem: ProblemError | null = null;
  isOffline = false;

  constructor(host: ReactiveControllerHost, asked: () => DisagreementsContext) {
    this.host = host;
    this.asked = asked;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.request?.abort();
    for (const stop of this.stops) stop();
    this.stops = [];
  }

  /** Before each update of the page. `isOther`: it is asked for another verdict or round. */
  check(isOther: boolean): void {
    if (isOther) this.list = null;
    if (isOther || (!this.list && !this.request && this.asked().session?.member)) void this.load();
  }

  /** What is shown stays until the answer is there. Never rejects. */
  async load(): Promise<void> {
    const { verdict, session, ...of } = this.asked();
    if (!session?.member) return;
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    this.listen(session);
    try {
      const list = await readDisagreements(verdict, of, request.signal);
      const { methodologyVersion: number } = list;
      const methodology =
        this.methodology?.number === number ? this.methodology : await readVersion(number, request.signal);
      if (request.signal.aborted) return;
      this.list = list;
      this.methodology = methodology;
      this.problem = null;
    } catch (error) {
      if (request.signal.aborted) return;
      const problem = error instanceof ProblemError ? error : new ProblemError("internal");
      // What is on the screen stays while the server is out of reach.
      if (problem.code !== "offline" || !this.list) this.problem = problem;
    }
    this.host.requestUpdate();
  }

  /** Takes what a command of one's own has changed, without waiting for the event. */
  take(...changed: DisagreementView[]): void {
    const { list } = this;
    if (!list) return;
    const now = new Map(changed.map((one) => [one.id, one]));
    this.list = { ...list, cases: list.cases.map((one) => now.get(one.id) ?? one) };
    this.host.requestUpdate();
  }

  /** What was said beside tags and answers, and in rulings, is covered from an erasure on, until it was asked for anew. */
  private cover(): void {
    const { list } = this;
    const inWords = new Set(
      this.methodology?.content.questions.flatMap(({ id, type }) => (type === "text" ? [id] : [])),
    );
    if (list)
      this.list = {
        ...list,
        cases: list.cases.map((one) => withoutWords(one, one.about !== null && inWords.has(one.about.question))),
      };
    this.host.requestUpdate();
    void this.load();
  }

  private listen(session: Session): void {
    if (this.stops.length > 0) return;
    this.stops = [
      session.events.listen((event) => {
        const isOurs = "verdict" in event && event.verdict === this.asked().verdict;
        if (isOurs && event.type === "revision" && event.erases !== undefined) this.cover();
        // What its reader may do hangs on their role.
        const isOwn = event.type === "hello" || event.type === "session";
        if (isOwn || (isOurs && (event.type === "cases" || event.type === "verdict"))) void this.load();
      }),
      session.events.watch((connection) => {
        this.isOffline = connection === "lost";
        this.host.requestUpdate();
      }),
    ];
  }
}

/** `isText`: its answers are in words. */
function withoutWords(one: DisagreementView, isText: boolean): DisagreementView {
  const { tags, answers, rulings } = one;
  const said = (value: AnswerValue): AnswerValue => (isText && typeof value === "string" ? covered(value) : value);
  return {
    ...one,
    tags: tags.map((tag) => ({ ...tag, ...eachTagWord((word) => covered(tag[word])) })),
    answers: answers.map((answer) => ({ ...answer, value: said(answer.value), note: covered(answer.note) })),
    rulings: rulings.map(({ outcome, ...ruling }) => ({
      ...ruling,
      outcome: outcome.kind === "value" ? { ...outcome, value: said(outcome.value) } : outcome,
      reason: covered(ruling.reason),
    })),
  };
}
