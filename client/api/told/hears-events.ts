import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import type { EventStream } from "../events.ts";

/** Has an element hear what the server tells for as long as it stands in a page. */
export class HearsEvents implements ReactiveController {
  readonly #events: () => Pick<EventStream, "listen"> | undefined;
  readonly #hear: (event: ServerEvent) => void;
  #stop: (() => void) | undefined;

  constructor(
    host: ReactiveControllerHost,
    events: () => Pick<EventStream, "listen"> | undefined,
    hear: (event: ServerEvent) => void,
  ) {
    this.#events = events;
    this.#hear = hear;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = this.#events()?.listen(this.#hear);
  }

  hostDisconnected(): void {
    this.#stop?.();
  }
}
