import type { MemberId } from "../../../schema/domain/ids.ts";
import type { SessionView } from "../../../schema/protocol/http/people.ts";
import { TaskQueue } from "../../../schema/task-queue.ts";
import { DeviceShelf } from "./device-shelf.ts";
import { LateShelf } from "./late-shelf.ts";
import { MemoryShelf } from "./memory-shelf.ts";
import { type CopyDelete, keyOf, PAGE_STORES, scopeOf, type MemberRecord, type Scope, type Shelf } from "./records.ts";
import { readingPlaces } from "./reading-places.ts";
import { announceTab } from "./tabs.ts";
import { WorkStore } from "./work-store.ts";

/** Copies that the server has not been asked about for so long erase themselves. */
export const OUT_OF_TOUCH_MS = 14 * 86_400_000;

export interface Waiting {
  unsent: number;
  lost: number;
}

/**
 * Who works on this device, and what of theirs is kept here. One member's copies at a time: another's sign-in, or nobody
 * being signed in, drops them and leaves unsent work sealed, which is read again only when its author signs in. Of guests no copies are
 * kept, and what they had not sent goes with them: nobody can sign in as they again. The page on which their access ended shows it once more.
 */
export class Device {
  private readonly memory = new MemoryShelf();
  /** What members typed while the device could not be opened. */
  private readonly late = new Map<MemberId, LateShelf>();
  private opened: DeviceShelf | null = null;
  private current: WorkStore | null = null;
  private readonly queue = new TaskQueue();
  private unsentWords: readonly string[] = [];

  /** What a guest whose session ended on this page, or a member who was removed, had typed and not sent: in its memory alone, until somebody signs in here. */
  get leftWords(): readonly string[] {
    return this.unsentWords;
  }

  /** The work of who is signed in; null while nobody is. */
  get work(): WorkStore | null {
    return this.current;
  }

  /** Takes note of who is signed in. `isNews` = the server has just said so. */
  accept(view: SessionView, isNews: boolean): Promise<WorkStore | null> {
    return this.queue.run(async () => {
      try {
        return await this.doAccept(view, isNews);
      } catch {
        // A device that takes nothing, or no longer: work is kept as long as the page, or until the device takes it.
        return (this.current ??= view.member && (await WorkStore.open(view.member.id, this.withoutDevice(view))));
      }
    });
  }

  /** The server is in reach: copies are in touch with it. */
  touch(): Promise<void> {
    return this.queue.run(async () => {
      const { current, shelf } = this;
      const [record] = current && shelf && current.isOnDevice ? await shelf.all("members") : [];
      if (!record || record.member !== current?.member) return;
      await shelf?.write([{ put: "members", record: { ...record, contactAt: new Date().toISOString() } }]);
    });
  }

  /** As `work`, when what is under way here is done. */
  ready(): Promise<WorkStore | null> {
    return this.queue.run(() => Promise.resolve(this.current));
  }

  /** Who was signed in when the server was last in reach, for opening without it; null where nothing is kept. */
  lastSession(): Promise<SessionView | null> {
    return this.queue.run(async () => {
      const shelf = await this.existing();
      if (!shelf) return null;
      await this.eraseOutOfTouch(shelf);
      const members = (await shelf.all("members")).filter(({ session }) => !session.member?.guest);
      return members.sort((a, b) => b.contactAt.localeCompare(a.contactAt))[0]?.session ?? null;
    });
  }

  /** Whatever anybody has here that is not sent, for who opens the program without the server: acts, and what nobody can open any more. */
  waiting(): Promise<Waiting> {
    return this.queue.run(async () => {
      const shelf = await this.existing();
      const [unsent, lost] = (shelf && (await Promise.all([shelf.all("batches"), shelf.lost(null)]))) ?? [[], []];
      return { unsent: unsent.length, lost: lost.length };
    });
  }

  private async doAccept(view: SessionView, isNews: boolean): Promise<WorkStore | null> {
    const { member } = view;
    const going = this.current?.member === member?.id ? null : this.current;
    if (going?.isGuest) this.unsentWords = await going.end();
    // Theirs stays sealed on the device for when they are taken back; it can be read nowhere until then.
    else if (going && view.removed) this.unsentWords = await going.unsentWords();
    if (member) this.unsentWords = [];
    going?.stop();
    await going?.settled();
    if (going) this.current = null;
    const mayKeep = member !== null && view.offlineCopies;
    // Who does not want anything kept here any more is not taken there later either: what they typed stays in this page.
    if (member && !mayKeep) this.late.delete(member.id);
    await this.moveLate();
    // At once: whoever comes next does not wait for the device.
    if (isNews) readingPlaces.keepOnly(mayKeep ? member.id : null);
    const isGuest = member !== null && member.guest !== null;
    const shelf = mayKeep ? ((await this.onDevice()) ?? this.withoutDevice(view)) : this.memory;
    const onDevice = mayKeep ? shelf : await this.existing();
    const isHere = (record: MemberRecord): boolean => record.member === member?.id && mayKeep;
    if (onDevice && isNews) await endGuests(onDevice, isHere, going?.isGuest ? going.member : null);
    if (onDevice && isNews) await eraseCopies(onDevice, (owner) => owner === member?.id && mayKeep);
    if (!member) return null;
    if (mayKeep && isNews)
      await shelf.write([
        { put: "members", record: { member: member.id, session: view, contactAt: new Date().toISOString() } },
      ]);
    this.current ??= await WorkStore.open(member.id, shelf, isGuest);
    return this.current;
  }

  /** One that was closed under this page is of no more use: whoever signs in next has another. */
  private get shelf(): DeviceShelf | null {
    return this.opened?.isClosed ? null : this.opened;
  }

  private async onDevice(): Promise<Shelf | null> {
    if (!this.shelf) {
      this.opened = await DeviceShelf.open();
      if (this.opened) announceTab();
    }
    return this.shelf;
  }

  /** Where work goes while the device cannot be opened. What guests have ends with them, and so it is not to come to the device later. */
  private withoutDevice({ member, offlineCopies }: SessionView): Shelf {
    if (!member || member.guest !== null || !offlineCopies) return this.memory;
    const shelf = this.late.get(member.id) ?? new LateShelf(member.id);
    this.late.set(member.id, shelf);
    return shelf;
  }

  /** The device may have come to itself: what was typed meanwhile goes there, before anybody is signed out of this page. */
  private async moveLate(): Promise<void> {
    const shelf = this.late.size > 0 ? await this.onDevice() : null;
    if (!shelf) return;
    for (const [member, late] of this.late)
      await late.moveTo(shelf).then(
        () => this.late.delete(member),
        // It stays in this page until the device is asked again.
        () => undefined,
      );
  }

  /** The device's shelf where there is one; none is made for looking. */
  private async existing(): Promise<Shelf | null> {
    return this.shelf ?? ((await DeviceShelf.exists()) ? this.onDevice() : null);
  }

  private async eraseOutOfTouch(shelf: Shelf): Promise<void> {
    const last = new Date(Date.now() - OUT_OF_TOUCH_MS).toISOString();
    const now = new Date().toISOString();
    const hasEnded = await endGuests(shelf, ({ session, contactAt }) => {
      return contactAt >= last && (session.member?.guest?.expiresAt ?? now) > now;
    });
    const members = await shelf.all("members");
    const stale = new Set(members.filter(({ contactAt }) => contactAt < last).map(({ member }) => member));
    if (hasEnded || stale.size > 0) readingPlaces.keepOnly(null);
    if (stale.size > 0) await eraseCopies(shelf, (owner) => !stale.has(owner));
  }
}

/**
 * Erases all of guests but some: sessions, unsent work and drafts, with the keys that they lie under. Whether there was any. `gone`: who was one on
 * this page; another tab may have erased their session already, while this one went on writing.
 */
async function endGuests(
  shelf: Shelf,
  stays: (record: MemberRecord) => boolean,
  gone: MemberId | null = null,
): Promise<boolean> {
  const known = (await shelf.all("members")).filter((record) => record.session.member?.guest && !stays(record));
  const going = new Set([...known.map(({ member }) => member), ...(gone === null ? [] : [gone])]);
  for (const member of going) await shelf.erase(member);
  return going.size > 0;
}

/** Erases texts, rooms and sessions of all but some, with the keys that they lie under; unsent work and drafts stay. */
async function eraseCopies(shelf: Shelf, stays: (member: MemberId) => boolean): Promise<void> {
  const going = new Map<string, { scope: Scope; deletes: CopyDelete[] }>();
  for (const store of ["members", "networks", ...PAGE_STORES, "rooms"] as const)
    for (const record of await shelf.all(store)) {
      if (stays(record.member)) continue;
      const key = keyOf(store, record);
      const scope = scopeOf(store, key);
      const known = going.get(JSON.stringify(scope))?.deletes ?? [];
      going.set(JSON.stringify(scope), { scope, deletes: [...known, { delete: store, key }] });
    }
  for (const { scope, deletes } of going.values()) await shelf.renew(scope, deletes);
}

/** The device of this page. */
export const device = new Device();
