import type { MemberId, OutputId } from "../../../schema/domain/ids.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import { takenOut, type TakenOut } from "../../../schema/editor/taken-out.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import type { RoomRow } from "../../store/room-store.ts";
import type { Store } from "../../store/store.ts";
import type { Staged } from "../change.ts";
import type { Clock } from "../log.ts";
import { LiveDocument } from "./live-document.ts";

/** Who has not written for so long begins anew. */
const SITTING_MS = 30 * 60_000;
/** From so many letters, or quotes, of others on it is looked what went. */
const LOOKED_AT = { letters: 250, quotes: 2 } as const;
/** So much of others is told of. */
const TOLD = { words: 40, quotes: 2 } as const;
/** A change of so many bytes may have put back what another took out. */
const MUCH_BYTES = 300;

/** What somebody took out of others' work, and may have put back, as when it is moved. */
interface Watched {
  number: number;
  from: MemberId[];
  /** Milliseconds. */
  at: number;
}

/**
 * Versions of documents that nobody has to think of: what stood before a member sat down to write, and before much that others had written
 * was taken out. They are on disk before the change is.
 */
export class KeptVersions {
  readonly #store: Pick<Store, "methodologies" | "outputs" | "rooms">;
  readonly #clock: Clock;
  /** Pages that list versions, or what happened, ask anew. */
  readonly #tell: (output: OutputId) => void;
  /** When each member wrote last, by document. */
  readonly #wrote = new Map<OutputId, Map<MemberId, number>>();
  readonly #watched = new Map<OutputId, Watched>();

  constructor(
    store: Pick<Store, "methodologies" | "outputs" | "rooms">,
    clock: Clock,
    tell: (output: OutputId) => void,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Before the changes in `live` are committed: the store holds what stood before them. */
  readonly before = async (row: RoomRow, live: LiveDocument, staged: readonly Staged[]): Promise<void> => {
    const { output } = row;
    if (row.kind === "methodology") return this.#keepWordings(live, staged);
    if (!output || row.kind !== "output") return;
    for (const each of staged) {
      if (each.job.kind !== "update" || !each.applied) continue;
      const from = takenFrom(each, live);
      if (from && (await this.#keepTaken(row, output, live, each.member, from))) this.#noteWriter(output, each.member);
      else if (await this.#isSitting(row, output, live, each.member))
        await this.#keep(output, await this.#stored(row), "sitting", each.member);
      this.#noteWriter(output, each.member);
      if (each.applied.bytes.length >= MUCH_BYTES) await this.#lookAgain(output, live);
    }
  };

  /** Of the methodology's draft: what somebody else than its writer writes over, and who writes each field when. */
  async #keepWordings(live: LiveDocument, staged: readonly Staged[]): Promise<void> {
    const at = this.#clock();
    const since = new Date(at.getTime() - SITTING_MS).toISOString();
    for (const { job, member: by, applied } of staged) {
      if (applied) await this.#store.methodologies.keepTouched(applied.touched, by, at.toISOString());
      if (job.kind !== "update") continue;
      for (const { client, ...wording } of applied?.reworded ?? []) {
        const author = live.clients.get(client);
        if (author && author !== by)
          await this.#store.methodologies.keepWording({ ...wording, author, by, at: at.toISOString() }, since);
      }
    }
  }

  async #keepTaken(
    row: RoomRow,
    output: OutputId,
    live: LiveDocument,
    by: MemberId,
    from: MemberId[],
  ): Promise<boolean> {
    const before = await this.#stored(row);
    const took = takenOut(before.document, new OutputRoom(live.doc).document());
    if (!isTold(took)) return false;
    const number = await this.#keep(output, before, "taken", by, { ...took, from });
    const at = this.#clock().getTime();
    for (const [id, watched] of this.#watched) if (at - watched.at > SITTING_MS) this.#watched.delete(id);
    this.#watched.set(output, { number, from, at });
    this.#tell(output);
    return true;
  }

  /** What was moved, or brought back at once, was not taken out. */
  async #lookAgain(output: OutputId, live: LiveDocument): Promise<void> {
    const watched = this.#watched.get(output);
    const version = watched && (await this.#store.outputs.version(output, watched.number));
    if (!version) return;
    const took = takenOut(version.document, new OutputRoom(live.doc).document());
    const isOut = isTold(took);
    await this.#store.outputs.setTaken(output, watched.number, isOut ? { ...took, from: watched.from } : null);
    if (!isOut) this.#watched.delete(output);
    this.#tell(output);
  }

  /** Whether this is where a member begins to write in what others write too, or what has rested. */
  async #isSitting(row: RoomRow, output: OutputId, live: LiveDocument, member: MemberId): Promise<boolean> {
    const now = this.#clock().getTime();
    const wrote = this.#wrote.get(output)?.get(member);
    if (wrote !== undefined && now - wrote < SITTING_MS) return false;
    if ([...live.clients.values()].some((each) => each !== member)) return true;
    const rested = await this.#store.outputs.writtenAt(row.id);
    return rested !== null && now - Date.parse(rested) >= SITTING_MS;
  }

  #noteWriter(output: OutputId, member: MemberId): void {
    const now = this.#clock().getTime();
    const writers = this.#wrote.get(output) ?? new Map<MemberId, number>();
    this.#wrote.set(output, writers.set(member, now));
    for (const [id, each] of this.#wrote)
      if ([...each.values()].every((at) => now - at >= SITTING_MS)) this.#wrote.delete(id);
  }

  #keep(
    output: OutputId,
    stood: { title: string; document: OutputDocument },
    kind: "sitting" | "taken",
    by: MemberId,
    took: (TakenOut & { from: MemberId[] }) | null = null,
  ): Promise<number> {
    return this.#store.outputs.keepVersion(output, {
      ...stood,
      name: "",
      kind,
      by,
      at: this.#clock().toISOString(),
      took,
    });
  }

  async #stored(row: RoomRow): Promise<{ title: string; document: OutputDocument }> {
    const state = await this.#store.rooms.load(row.id);
    if (!state) return { title: "", document: { type: "doc", content: [] } };
    const live = LiveDocument.open(state);
    const room = new OutputRoom(live.doc);
    const stood = { title: room.title(), document: room.document() };
    live.destroy();
    return stood;
  }
}

function isTold({ words, quotes }: TakenOut): boolean {
  return words >= TOLD.words || quotes >= TOLD.quotes;
}

/**
 * Whose work a change took much of, besides its maker's own; null where it did not. What the server wrote, as in bringing a version back, is
 * nobody's: whoever wrote in the document is told of that.
 */
function takenFrom({ applied, member }: Staged, live: LiveDocument): MemberId[] | null {
  const others = (applied?.taken ?? [])
    .map(({ client, ...rest }) => ({ author: live.clients.get(client) ?? null, ...rest }))
    .filter(({ author }) => author !== member);
  const sum = (of: (each: (typeof others)[number]) => number): number =>
    others.reduce((all, each) => all + of(each), 0);
  const isMuch = sum(({ letters }) => letters) >= LOOKED_AT.letters || sum(({ quotes }) => quotes) >= LOOKED_AT.quotes;
  if (!isMuch) return null;
  const isOfNobody = others.some(({ author }) => author === null);
  const authors = isOfNobody ? [...live.clients.values()] : others.map(({ author }) => author);
  return [...new Set(authors.flatMap((author) => (author === null || author === member ? [] : [author])))];
}
