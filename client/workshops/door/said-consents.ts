import type { ReactiveControllerHost } from "lit";
import type { Consents, SaidConsents as Said } from "../../../schema/domain/workshop/door.ts";

interface Says {
  /** As the server has it; null where nothing was said. */
  stored(): Consents | null;
  /** Whether the server has it: false where it was refused, or not heard. */
  send(said: Said): Promise<boolean>;
}

/**
 * What somebody says about their own name. Only what was pressed is sent: what else this page shows another device may have changed. What
 * was said last holds until it was answered, and answers come in the order in which it was said.
 */
export class SaidConsents {
  private readonly host: ReactiveControllerHost;
  private readonly says: Says;
  /** What is not answered yet, in the order in which it was said. */
  private unanswered: readonly Said[] = [];
  private sent: Promise<unknown> = Promise.resolve();
  /** It was not said as one came in, or of another day: until the server has that one has done with it, a tick does not shut the question. */
  private asks = false;
  private wasSaid: boolean | null = null;
  /** Something was said on this page since it asks. */
  private isSaying = false;

  constructor(host: ReactiveControllerHost, says: Says) {
    [this.host, this.says] = [host, says];
  }

  get now(): Consents {
    const stored = this.says.stored() ?? { listed: false, named: false, remote: false };
    return this.unanswered.reduce<Consents>((now, said) => ({ ...now, ...said }), stored);
  }

  /** Nothing was said yet, or one is saying it here: said on another device, it is said. */
  get isAsked(): boolean {
    const isSaid = this.says.stored() !== null;
    if (isSaid !== this.wasSaid) this.asks = isSaid ? this.asks && this.isSaying : true;
    if (!isSaid && this.wasSaid) this.isSaying = false;
    this.wasSaid = isSaid;
    return this.asks;
  }

  /** What is ticked now holds, nothing too, once the server has it. */
  readonly done = async (): Promise<void> => {
    if (!(await this.decide({}))) return;
    this.asks = false;
    this.host.requestUpdate();
  };

  readonly decide = (said: Said): Promise<boolean> => {
    this.isSaying = true;
    this.unanswered = [...this.unanswered, said];
    this.host.requestUpdate();
    const sent = this.sent.then(async () => {
      const isHeard = await this.says.send(said);
      this.unanswered = this.unanswered.filter((each) => each !== said);
      this.host.requestUpdate();
      return isHeard;
    });
    this.sent = sent;
    return sent;
  };
}
