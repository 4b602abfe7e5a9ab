import { KnockId, newId, type WorkshopId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { Consents } from "../../schema/domain/workshop/door.ts";
import { WORKSHOP_LIMITS } from "../../schema/domain/workshop/workshop.ts";
import type { TypedName } from "./attendance/names.ts";

/** What somebody says who comes by the door. */
export interface Coming {
  tokenHash: string;
  typed: TypedName;
  language: UiLanguage;
  consents: Consents;
}

/** Somebody who waits before a door. */
export interface Knock extends Coming {
  id: KnockId;
  workshop: WorkshopId;
  at: string;
}

/** Who waits before doors: in memory only. After a restart whoever waits knocks again. */
export class Knocks {
  readonly #waiting = new Map<string, Knock>();

  /** One knock a browser: a second one says it anew. False where too many wait. */
  add(coming: Coming, workshop: WorkshopId, at: string): boolean {
    const before = this.#waiting.get(coming.tokenHash);
    if (!before && this.at(workshop).length >= WORKSHOP_LIMITS.seats) return false;
    const id = before?.workshop === workshop ? before.id : newId(KnockId);
    this.#waiting.set(coming.tokenHash, { ...coming, id, workshop, at: before?.at ?? at });
    return true;
  }

  of(tokenHash: string): Knock | null {
    return this.#waiting.get(tokenHash) ?? null;
  }

  /** Those who wait at a workshop's door, in the order in which they came. */
  at(workshop: WorkshopId): Knock[] {
    return [...this.#waiting.values()].filter((knock) => knock.workshop === workshop);
  }

  end({ tokenHash }: Knock): void {
    this.#waiting.delete(tokenHash);
  }

  endAll(workshop: WorkshopId): void {
    for (const knock of this.at(workshop)) this.end(knock);
  }
}
