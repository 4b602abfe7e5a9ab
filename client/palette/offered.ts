import type { ReactiveController, ReactiveControllerHost } from "lit";
import { navigate } from "../app/router.ts";
import type { MessageKey } from "../i18n/t.ts";

/** Something that can be done, or why not now. */
export interface Command {
  key: string;
  name: string;
  /** What it is named by in any language. */
  label?: MessageKey;
  /** As the keys that do it are printed. */
  keys?: readonly string[];
  why?: string | undefined;
  /** `of` what, where that was chosen with it. */
  act: (of?: string) => void;
}

const offering = new Set<() => readonly Command[]>();

/** What the pages that are shown offer now. */
export function offeredCommands(): Command[] {
  return [...offering].flatMap((offer) => offer());
}

/** What the page that is gone to is to do, as soon as it offers it. */
let wanted: { key: string; of: string | undefined } | null = null;

/** Goes to a page and does there what it offers by a key. */
export function goAndDo(href: string, key: string, of?: string): void {
  const isThere = location.pathname === href;
  const here = isThere ? offeredCommands().find((each) => each.key === key && !each.why) : undefined;
  if (here) return here.act(of);
  if (!isThere) navigate(href);
  // The page that was shown may have stayed.
  if (location.pathname !== href) return;
  wanted = { key, of };
  addEventListener("coram-leaving", () => (wanted = null), { once: true });
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

  hostUpdated(): void {
    const found = wanted && this.offer().find(({ key }) => key === wanted?.key);
    if (!wanted || !found || found.why) return;
    const { of } = wanted;
    wanted = null;
    // The page may not be changed while it is being drawn.
    queueMicrotask(() => found.act(of));
  }

  hostDisconnected(): void {
    offering.delete(this.offer);
  }
}
