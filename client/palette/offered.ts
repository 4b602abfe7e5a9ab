import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Something that can be done, or why not now. */
export interface Command {
  key: string;
  name: string;
  /** As the keys that do it are printed. */
  keys?: readonly string[];
  why?: string | undefined;
  act: () => void;
}

const offering = new Set<() => readonly Command[]>();

/** What the pages that are shown offer now. */
export function offeredCommands(): Command[] {
  return [...offering].flatMap((offer) => offer());
}

/** Offers the commands of a page in *Find, or go to*, while the page is shown. */
export class OffersCommands implements ReactiveController {
  private readonly offer: () => readonly Command[];

  constructor(host: ReactiveControllerHost, offer: () => readonly Command[]) {
    this.offer = offer;
    host.addController(this);
  }

  hostConnected(): void {
    offering.add(this.offer);
  }

  hostDisconnected(): void {
    offering.delete(this.offer);
  }
}
