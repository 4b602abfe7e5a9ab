import { codesBlind } from "../../schema/domain/blind-part.ts";
import type { Actor, OutputSubject, VerdictSubject } from "../../schema/domain/can.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { OutputScope } from "../../schema/domain/output.ts";
import type { Round, Verdict } from "../../schema/domain/verdict.ts";
import type { OutputRow } from "../store/output-store.ts";
import { anythingStands } from "../access/what-stands.ts";
import type { Store } from "../store/store.ts";
import type { LayerRow } from "../store/verdict-store.ts";
import { namesNoVerdict } from "./names-no-verdict.ts";

type Asked = Pick<OutputRow, "id" | "named" | "countedOver" | "status" | "template" | "methodologyVersion">;

/** What `can` asks of outputs; verdicts are looked up once, so make one for each request. */
export class OutputSubjects {
  readonly #store: Pick<Store, "methodologies" | "passages" | "verdicts">;
  readonly #known = new Map<VerdictId, Promise<Known | null>>();
  readonly #stands = new Map<VerdictId, Promise<boolean>>();
  #all: Promise<Verdict[]> | null = null;

  constructor(store: Pick<Store, "methodologies" | "passages" | "verdicts">) {
    this.#store = store;
  }

  async of(actor: Actor, { id, named, countedOver, status, ...row }: Asked): Promise<OutputSubject> {
    const about = await this.about(actor, named);
    const actorCodesBlind = about.actorCodesBlind || (await this.#countsHidden(actor, countedOver));
    const isBare = actor.guest !== null && (await namesNoVerdict(this.#store, row));
    return { ...about, actorCodesBlind, id, status, ...(isBare ? { namesNoVerdict: true } : {}) };
  }

  /** Whether a number in the document rests on what stands of a verdict that the actor codes blind. */
  async #countsHidden(actor: Actor, countedOver: readonly OutputScope[]): Promise<boolean> {
    if (countedOver.length === 0) return false;
    const all = await (this.#all ??= this.#store.verdicts.all());
    for (const id of new Set(countedOver.flatMap((scope) => verdictsIn(scope, all).map((verdict) => verdict.id)))) {
      const known = await this.#of(id);
      if (known && codesBlind(actor.id, known.round, known.layers) && (await this.#anythingStands(id))) return true;
    }
    return false;
  }

  #anythingStands(id: VerdictId): Promise<boolean> {
    const found = this.#stands.get(id) ?? anythingStands(this.#store, id);
    this.#stands.set(id, found);
    return found;
  }

  /** The same of verdicts by themselves; those that are gone tell nothing. */
  async about(actor: Actor, ids: readonly VerdictId[]): Promise<Omit<OutputSubject, "id" | "status">> {
    const known = (await Promise.all(ids.map((id) => this.#of(id)))).filter((each) => each !== null);
    return {
      verdicts: known.map(({ subject }) => subject),
      actorCodesBlind: known.some(({ round, layers }) => codesBlind(actor.id, round, layers)),
    };
  }

  #of(id: VerdictId): Promise<Known | null> {
    const found = this.#known.get(id) ?? this.#look(id);
    this.#known.set(id, found);
    return found;
  }

  async #look(id: VerdictId): Promise<Known | null> {
    const verdict = await this.#store.verdicts.get(id);
    if (!verdict) return null;
    const round = (await this.#store.verdicts.rounds(id)).at(-1);
    const layers = round?.mode === "blind" ? await this.#store.verdicts.layers(id) : [];
    return { subject: verdict, round, layers };
  }
}

interface Known {
  subject: VerdictSubject;
  round: Round | undefined;
  layers: readonly LayerRow[];
}

/** The verdicts that a scope takes in today, of those that the asker may read. */
export function verdictsIn(scope: OutputScope, readable: readonly Verdict[]): Verdict[] {
  switch (scope.kind) {
    case "verdicts":
      return readable.filter(({ id }) => scope.verdicts.includes(id));
    case "country":
      return readable.filter(({ country }) => country === scope.country);
    case "all":
      return [...readable];
  }
}
