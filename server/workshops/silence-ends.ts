import type { Step } from "../../schema/domain/workshop/workshop.ts";
import type { Log } from "../log.ts";
import { StoreError } from "../store/store-error.ts";
import type { WorkshopRow, WorkTurn } from "../store/workshops/workshop-store.ts";
import { tellWorkshop, type TellNeeds } from "./tell-workshop.ts";

/** What this module rests on. */
interface Needs extends TellNeeds {
  clock: () => Date;
  log: Pick<Log, "warn">;
}

/** The clock is looked at this often. */
const LOOK_MS = 250;
/** Slips that were on their way when silence ended are waited for this long. */
export const LATE_SLIPS_MS = 10_000;

/** Ends silence by the server's clock. */
export class SilenceEnds {
  readonly #needs: Needs;
  /** Milliseconds at which the next silence ends; null = not looked up, Infinity = none does. */
  #next: number | null = null;
  #looking: Promise<void> | null = null;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Looks at the clock from now on. Gives what stops it, which waits for what is being written. */
  start(): () => Promise<void> {
    const timer = setInterval(() => {
      this.#looking ??= this.#look().finally(() => (this.#looking = null));
    }, LOOK_MS).unref();
    return async () => {
      clearInterval(timer);
      await this.#looking;
    };
  }

  /** A workshop has gone on: it is looked up anew which silence ends next. */
  changed(): void {
    this.#next = null;
  }

  async #look(): Promise<void> {
    const { clock, log, store } = this.#needs;
    if (this.#next !== null && clock().getTime() < this.#next) return;
    try {
      // Before it is read: what changes meanwhile is looked up again.
      this.#next = Infinity;
      const silent = (await store.workshops.running()).flatMap((workshop) =>
        silentSteps(workshop).map((step) => ({ workshop, step })),
      );
      let next = Infinity;
      for (const { workshop, step } of silent)
        if (isOver(step, clock())) await this.#end(workshop, step);
        else next = Math.min(next, Date.parse(step.endsAt ?? ""));
      // Unless it changed meanwhile.
      if (this.#next === Infinity) this.#next = next;
    } catch (error) {
      this.#next = null;
      log.warn({ err: error }, "silence not ended");
    }
  }

  async #end({ id, step: running }: WorkshopRow, { id: step }: Step): Promise<void> {
    const { clock, store } = this.#needs;
    const endsAt = new Date(clock().getTime() + LATE_SLIPS_MS).toISOString();
    const make = (row: WorkshopRow): WorkTurn => {
      const isDue = silentSteps(row).some((each) => each.id === step && isOver(each, clock()));
      if (!isDue) throw new StoreError("conflict", "The silence is another");
      return { steps: [{ id: step, phase: "closed", endsAt }] };
    };
    try {
      if (step === running) await store.workshops.turn(id, {}, make);
      else await store.workshops.turnWork(id, make);
    } catch (error) {
      // Somebody was quicker, or gave it a minute more.
      if (!(error instanceof StoreError && error.code === "conflict")) throw error;
      this.#next = null;
      return;
    }
    await tellWorkshop(this.#needs, id);
  }
}

function isOver({ endsAt }: Step, now: Date): boolean {
  return Date.parse(endsAt ?? "") <= now.getTime();
}

/** The step under way, or what some of its tables work on. */
function silentSteps({ step, steps, tables }: WorkshopRow): Step[] {
  const works = tables.flatMap((table) => (table.step === step ? [table.work] : []));
  return [...steps.filter(({ id }) => id === step), ...works].filter(
    ({ phase, endsAt, endedAt }) => phase === "silence" && endsAt !== null && endedAt === null,
  );
}
