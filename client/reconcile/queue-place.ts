import type { ReactiveControllerHost } from "lit";
import { DisagreementKind } from "../../schema/domain/disagreement.ts";
import { CategoryId, DisagreementId, RoundId } from "../../schema/domain/ids.ts";
import { isShown, type QueueFilter } from "./coram-disagreement-queue.ts";
import type { ShownDisagreement } from "./shown-disagreement.ts";

/** Which disagreement is looked at, and which the list shows. What was chosen is in the address: a reload finds it again. */
export class QueuePlace {
  private readonly host: ReactiveControllerHost;
  current: DisagreementId | null = null;
  filter: QueueFilter = { kind: null, category: null, onlyOpen: false };
  round: RoundId | null = null;
  /** The disagreement that the address named. */
  linked: DisagreementId | null = null;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
  }

  /** What the address asks for. */
  enter(): void {
    const asked = new URLSearchParams(location.search);
    this.round = RoundId.safeParse(asked.get("round")).data ?? null;
    this.linked = DisagreementId.safeParse(asked.get("case")).data ?? null;
    this.filter = {
      kind: DisagreementKind.exclude(["agreed"]).safeParse(asked.get("kind")).data ?? null,
      category: CategoryId.safeParse(asked.get("category")).data ?? null,
      onlyOpen: asked.has("open"),
    };
    this.current = this.linked;
  }

  /** Where what is looked at is not among all, another one is, but not before all are there (null); once nothing is left to rule on, what comes next is shown, until one is asked for. */
  settle(all: readonly ShownDisagreement[] | null, isAllRuled: boolean): void {
    if (!all || all.some(({ view }) => view.id === this.current)) return;
    this.current = isAllRuled ? null : this.firstShown(all);
  }

  open(id: DisagreementId | null): void {
    this.current = id;
    this.remember();
  }

  /** What the list shows no more is not ruled on beside it. */
  choose(filter: QueueFilter, all: readonly ShownDisagreement[]): void {
    this.filter = filter;
    if (this.current !== null && !all.some((one) => one.view.id === this.current && isShown(one, filter)))
      this.current = this.firstShown(all);
    this.remember();
  }

  /** The next or the previous one of those that are shown. */
  beside(by: 1 | -1, all: readonly ShownDisagreement[]): DisagreementId | null {
    const shown = all.filter((one) => one.view.id === this.current || isShown(one, this.filter));
    const at = shown.findIndex(({ view }) => view.id === this.current);
    return shown[at + by]?.view.id ?? null;
  }

  /** The next one, in their order and round, that nobody has ruled on. */
  nextOpen(all: readonly ShownDisagreement[]): DisagreementId | null {
    const at = all.findIndex(({ view }) => view.id === this.current);
    const after = [...all.slice(at + 1), ...all.slice(0, Math.max(0, at))];
    return after.find((one) => isShown(one, { ...this.filter, onlyOpen: true }))?.view.id ?? null;
  }

  private firstShown(all: readonly ShownDisagreement[]): DisagreementId | null {
    const shown = all.filter((one) => isShown(one, this.filter));
    return (shown.find(({ isOpen }) => isOpen) ?? shown[0])?.view.id ?? null;
  }

  private remember(): void {
    const address = new URL(location.href);
    const { kind, category, onlyOpen } = this.filter;
    const wanted = { case: this.current, kind, category, open: onlyOpen ? "1" : null };
    for (const [name, value] of Object.entries(wanted))
      if (value === null) address.searchParams.delete(name);
      else address.searchParams.set(name, value);
    history.replaceState(history.state, "", address);
    this.host.requestUpdate();
  }
}
