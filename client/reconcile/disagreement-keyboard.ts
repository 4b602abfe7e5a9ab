import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { DisagreementId, MemberId } from "../../schema/domain/ids.ts";
import type { CoramThreadList } from "../discussion/coram-thread-list.ts";
import { isTyping } from "../elements/key-press.ts";
import { tell } from "../elements/announce.ts";
import { t } from "../i18n/t.ts";
import { StrayWords } from "../elements/input/stray-words.ts";
import type { VerdictModel } from "../verdict/model/verdict-model.ts";
import { disagreementActionOf, type DisagreementAction } from "./disagreement-keys.ts";
import type { CoramRuling } from "./ruling/coram-ruling.ts";
import { decided, movedEdge } from "./deciding.ts";
import type { RulingController } from "./ruling/ruling-controller.ts";
import type { RulingDraft } from "./ruling/ruling-draft.ts";
import type { ShownDisagreement } from "./shown-disagreement.ts";

/** What keys do to the page itself. */
export interface DisagreementKeysHost extends ReactiveControllerHost {
  step(by: 1 | -1): void;
  showKeys(): void;
  closeQueue(): void;
  /** Shows a ruled disagreement, to be ruled on again. */
  ruleAgain(id: DisagreementId): void;
}

export interface DisagreementKeysContext {
  model: VerdictModel | null;
  /** The disagreement that is looked at; null where none is. */
  one: ShownDisagreement | null;
  /** Something else has the keys. */
  isAway: boolean;
  /** That on which the reader ruled last; null where they have ruled on none. */
  lastRuled: DisagreementId | null;
  canConcede: boolean;
  ruling: CoramRuling | null;
  talk: CoramThreadList | null;
}

/** Keys of the whole page of disagreements, while it is there. */
export class DisagreementKeyboard implements ReactiveController {
  private readonly host: DisagreementKeysHost;
  private readonly controller: RulingController;
  private readonly asked: () => DisagreementKeysContext;
  private readonly stray: StrayWords;

  constructor(host: DisagreementKeysHost, controller: RulingController, asked: () => DisagreementKeysContext) {
    this.host = host;
    this.controller = controller;
    this.asked = asked;
    this.stray = new StrayWords(host);
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("keydown", this.onKey);
  }

  hostDisconnected(): void {
    document.removeEventListener("keydown", this.onKey);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { one, isAway } = this.asked();
    if (event.defaultPrevented || isAway) return;
    if (!one) {
      // All are ruled on: the last ruling can be looked at again from there, too.
      if (!isTyping(event) && disagreementActionOf(event)?.name === "undo") {
        this.undo();
        event.preventDefault();
      }
      return;
    }
    // The empty reason has no caret to move: there, too, arrows move the edges of another span.
    const isFree = !isTyping(event) && !isIn(event, ".ruling-answer");
    if ((isFree || isIn(event, ".reason:placeholder-shown")) && this.moveEdge(one, event))
      return event.preventDefault();
    if (!isFree) {
      // Out of the reason, so that the next key is a command again.
      if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur();
      return;
    }
    const action = disagreementActionOf(event);
    if (!action) this.stray.onNoCommand(event);
    else if (this.act(one, action)) event.preventDefault();
  };

  /** Changes the ruling; the focus goes on to its reason, so that no word of it is taken for a command. */
  choose(one: ShownDisagreement, change: Partial<RulingDraft>): void {
    this.controller.change(one, change);
    this.asked().ruling?.startWords(this.controller.draftOf(one));
  }

  /** The ruling and the reason of the last disagreement again; what was chosen here before stays. */
  chooseLast(one: ShownDisagreement): void {
    const again = this.controller.lastFor(one);
    if (again) this.choose(one, again);
  }

  /** The words of another span were selected with the mouse. */
  spanDone(one: ShownDisagreement): void {
    const draft = this.controller.draftOf(one);
    if (draft.choice === "span") this.asked().ruling?.startWords(draft);
  }

  /** While another span is chosen, arrows move its edges. */
  private moveEdge(one: ShownDisagreement, event: KeyboardEvent): boolean {
    const { target } = event;
    const { model } = this.asked();
    const isElsewhere = target instanceof HTMLElement && target.matches(".opt, select, [role=menuitemcheckbox]");
    if (!this.controller.isRuling(one) || !model || isElsewhere) return false;
    const draft = this.controller.draftOf(one);
    const ranges = movedEdge(draft, model.text, event);
    if (ranges) this.controller.change(one, { span: { ...draft.span, ranges } });
    return ranges !== null;
  }

  private act(one: ShownDisagreement, action: DisagreementAction): boolean {
    const { model, canConcede, talk } = this.asked();
    switch (action.name) {
      case "next":
      case "previous":
        this.host.step(action.name === "next" ? 1 : -1);
        return true;
      case "show-keys":
        this.host.showKeys();
        return true;
      case "concede": {
        const me = model?.me;
        const hasConceded = one.sides.find(({ member }) => member.id === me)?.hasConceded ?? agrees(one, me);
        if (hasConceded === null || !one.isOpen || !canConcede) return false;
        void this.controller.concede(one, !hasConceded);
        return true;
      }
      case "discuss":
        talk?.start();
        return talk !== null;
      case "undo":
        this.undo();
        return true;
      case "escape":
        this.host.closeQueue();
        return false;
      default:
        return this.controller.isRuling(one) && this.decide(one, action);
    }
  }

  /** A ruling is on record and is not taken back: the way to another one in its place is one press. */
  private undo(): void {
    const { lastRuled } = this.asked();
    if (lastRuled === null) return tell(t("page.nothing-to-undo"));
    const go = (): void => this.host.ruleAgain(lastRuled);
    tell(t("reconcile.undo-how"), { label: t("reconcile.undo-open"), go });
  }

  private decide(one: ShownDisagreement, action: DisagreementAction): boolean {
    const { ruling } = this.asked();
    if (action.name === "record") ruling?.enter();
    else if (action.name === "evidence") return this.controller.addEvidence(one);
    else if (action.name === "reason") ruling?.startReason();
    else if (action.name === "same-reason") {
      this.chooseLast(one);
    } else {
      const change = decided(one, this.controller.draftOf(one), action);
      if (!change) return false;
      this.choose(one, change);
    }
    return true;
  }
}

/** Whether who missed what the others say agrees with them; null where that is not asked. */
function agrees({ view, missing, agreed }: ShownDisagreement, me: MemberId | undefined): boolean | null {
  const isAsked = view.kind === "missed" && missing.some(({ id }) => id === me);
  return isAsked ? agreed.some((id) => id === me) : null;
}

function isIn({ target }: KeyboardEvent, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
