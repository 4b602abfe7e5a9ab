import type { ReactiveControllerHost } from "lit";
import type { Consents } from "../../../schema/domain/workshop/door.ts";

interface Says {
  /** As the server has it; null where nothing was said. */
  stored(): Consents | null;
  /** Resolves once it was answered, refused too. */
  send(consents: Consents): Promise<unknown>;
}

/** What somebody says about their own name: what was said last holds until it was answered, and answers come in the order in which it was said. */
export class SaidConsents {
  private readonly host: ReactiveControllerHost;
  private readonly says: Says;
  private said: Consents | null = null;
  private sent: Promise<unknown> = Promise.resolve();
  /** It was not said as one came in: until one has done with it, one tick does not shut the question. */
  private wasAsked: boolean | null = null;

  constructor(host: ReactiveControllerHost, says: Says) {
    [this.host, this.says] = [host, says];
  }

  get now(): Consents {
    return this.said ?? this.says.stored() ?? { listed: false, named: false, remote: false };
  }

  /** Nothing was said yet, or one is saying it. */
  get isAsked(): boolean {
    return (this.wasAsked ??= this.says.stored() === null);
  }

  /** What is ticked now holds, nothing too. */
  readonly done = (): void => {
    this.wasAsked = false;
    this.decide({});
  };

  readonly decide = (part: Partial<Consents>): void => {
    const said = { ...this.now, ...part };
    this.said = said;
    this.host.requestUpdate();
    this.sent = this.sent.then(async () => {
      await this.says.send(said);
      if (this.said !== said) return;
      this.said = null;
      this.host.requestUpdate();
    });
  };
}
