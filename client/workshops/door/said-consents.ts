import type { ReactiveControllerHost } from "lit";
import type { Consents } from "../../../schema/domain/workshop/door.ts";

interface Says {
  /** As the server has it; null where nothing was said. */
  stored(): Consents | null;
  /** Whether the server has it: false where it was refused, or not heard. */
  send(consents: Consents): Promise<boolean>;
}

/** What somebody says about their own name: what was said last holds until it was answered, and answers come in the order in which it was said. */
export class SaidConsents {
  private readonly host: ReactiveControllerHost;
  private readonly says: Says;
  private said: Consents | null = null;
  private sent: Promise<unknown> = Promise.resolve();
  /** It was not said as one came in, or of another day: until the server has that one has done with it, a tick does not shut the question. */
  private asks = false;
  private wasSaid: boolean | null = null;

  constructor(host: ReactiveControllerHost, says: Says) {
    [this.host, this.says] = [host, says];
  }

  get now(): Consents {
    return this.said ?? this.says.stored() ?? { listed: false, named: false, remote: false };
  }

  /** Nothing was said yet, or one is saying it. */
  get isAsked(): boolean {
    const isSaid = this.says.stored() !== null;
    if (!isSaid && this.wasSaid !== false) this.asks = true;
    this.wasSaid = isSaid;
    return this.asks;
  }

  /** What is ticked now holds, nothing too, once the server has it. */
  readonly done = async (): Promise<void> => {
    if (!(await this.decide({}))) return;
    this.asks = false;
    this.host.requestUpdate();
  };

  readonly decide = (part: Partial<Consents>): Promise<boolean> => {
    const said = { ...this.now, ...part };
    this.said = said;
    this.host.requestUpdate();
    const sent = this.sent.then(async () => {
      const isHeard = await this.says.send(said);
      if (this.said === said) this.said = null;
      this.host.requestUpdate();
      return isHeard;
    });
    this.sent = sent;
    return sent;
  };
}
