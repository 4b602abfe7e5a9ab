import { autoUpdate, computePosition, flip, offset, shift, size } from "@floating-ui/dom";
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { RoomId } from "../../schema/domain/ids.ts";
import { holdsWords } from "../../schema/language/stem/word-search.ts";
import type { MentionPeople } from "../../schema/protocol/http/network.ts";
import { withMentions } from "../../schema/rooms/mentions.ts";
import { mayPass, ProblemError } from "../api/http.ts";
import { readMentionPeople } from "../api/people.ts";
import { serverReach } from "../api/reach.ts";
import { announce } from "../elements/announce.ts";
import "../elements/coram-initials.ts";
import { formatList, t } from "../i18n/t.ts";
import { ofMember } from "../typed/of-member.ts";
import type { Mentioned } from "./said.ts";
import "./mentions.css";

type Person = MentionPeople["people"][number];

/** What stands behind the sign: at most a name of three words. */
const BEHIND = /(?:^|[^\p{L}\p{N}@])@([\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]+){0,2})$/u;
/** Somebody is mentioned, or about to be: in an address of e-mail a letter stands before the sign. */
const SIGN = /(?:^|[^\p{L}\p{N}@])@/u;
/** More are found by typing. */
const SHOWN = 7;
/** So many are named where nobody is called as was typed. */
const NAMED = 4;
/** So long a list is used again. */
const KEPT_MS = 30_000;

/** Who may be mentioned; null: out of reach, and not known from before. */
type Found = readonly Person[] | null;

const lists = ofMember(new Map<RoomId, { at: number; people: Promise<Found> }>());
/** As the server said last: out of its reach these can be mentioned. */
const lastKnown = ofMember(new Map<RoomId, readonly Person[]>());

function peopleOf(room: RoomId): Promise<Found> {
  const kept = lists.get(room);
  if (kept && Date.now() - kept.at < KEPT_MS) return kept.people;
  const people = readMentionPeople(room).then(
    (answer): Found => {
      lastKnown.set(room, answer.people);
      return answer.people;
    },
    (error: unknown): Found => {
      lists.delete(room);
      if (error instanceof ProblemError && error.code === "offline") serverReach.lost();
      if (mayPass(error)) return lastKnown.get(room) ?? null;
      // Not allowed any more: one types on, and nobody is offered.
      lastKnown.delete(room);
      return [];
    },
  );
  lists.set(room, { at: Date.now(), people });
  return people;
}

/** What the picker asks of the box that it belongs to. */
interface Box {
  /** Null where nobody reads it but who writes. */
  room(): RoomId | null;
  area(): HTMLTextAreaElement;
  write(body: string): void;
}

/**
 * After `@` in a text area: those who may read what is written there, found by any part of their name in either script. The focus stays in
 * the field: arrows move through the list, Enter and Tab choose, Esc closes it.
 */
export class MentionPicker implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly box: Box;
  private readonly id: string;
  private people: readonly Person[] = [];
  /** Somebody is to be mentioned, and the server cannot say whom one may. */
  private isAway = false;
  private offered: readonly Person[] = [];
  /** Somebody is being named whom nobody here is called like. */
  private isUnknown = false;
  private at = 0;
  /** Who was chosen, the last one first: of two of one name it is they. */
  private chosen: readonly Person[] = [];
  /** Behind the blank that was put after a name; a stop typed there stands right behind the name. */
  private afterName: number | null = null;
  private stopFollowing: (() => void) | null = null;
  /** Calls off the waiting for a server that was out of reach. */
  private callOff: () => void = () => undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, id: string, box: Box) {
    this.host = host;
    this.id = id;
    this.box = box;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.callOff();
    this.close();
  }

  hostUpdated(): void {
    const list = this.host.querySelector<HTMLElement>(".mention-list");
    if (!list) {
      this.stopFollowing?.();
      this.stopFollowing = null;
    } else if (!this.stopFollowing) this.follow(list);
    list?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }

  /** What was typed as it is kept; `mentioned`: who stood there before. */
  kept(typed: string, mentioned: readonly Mentioned[]): string {
    return withMentions(typed, [...this.chosen, ...mentioned, ...this.people]);
  }

  /** The sign in words of before: who is meant is to be known when they are sent. */
  look(typed: string): void {
    if (SIGN.test(typed)) void this.load();
  }

  /** The words have gone: there is nobody left to be mentioned. */
  sent(): void {
    this.setAway(false);
    this.setUnknown(false);
  }

  /** Something was typed, or the caret was moved. */
  async typed(): Promise<void> {
    this.closeUp();
    const name = this.behind();
    if (name === null) this.setUnknown(false);
    if (name === null && !SIGN.test(this.box.area().value)) this.setAway(false);
    if (name === null) return this.close();
    await this.load();
    // Letters may have come meanwhile.
    const now = this.behind();
    const found = now === null ? [] : namedBy(this.people, now);
    // Behind a blank the words go on.
    this.setUnknown(now !== null && found.length === 0 && !this.isAway && now !== "" && !now.includes(" "));
    const isSame = found.length === this.offered.length && found.every((each, i) => each === this.offered[i]);
    if (isSame) return;
    this.offered = found;
    this.at = 0;
    if (found.length > 0) announce(t("verdict.mention-found", { count: found.length }));
    this.host.requestUpdate();
  }

  /** Whether the key was for the list. */
  key(event: KeyboardEvent): boolean {
    const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
    const count = this.offered.length;
    if (count === 0 || isComposing || ctrlKey || metaKey || altKey || shiftKey) return false;
    if (key === "ArrowDown") this.at = (this.at + 1) % count;
    else if (key === "ArrowUp") this.at = (this.at + count - 1) % count;
    else if (key === "Enter" || key === "Tab") this.choose(this.offered[this.at]);
    else if (key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    this.host.requestUpdate();
    return true;
  }

  close(): void {
    if (this.offered.length === 0) return;
    this.offered = [];
    this.host.requestUpdate();
  }

  /** Ids of what is chosen and of the list, for the field. */
  get field(): { controls: string | typeof nothing; active: string | typeof nothing } {
    const isOpen = this.offered.length > 0;
    return { controls: isOpen ? `${this.id}-list` : nothing, active: isOpen ? `${this.id}-${this.at}` : nothing };
  }

  render(): TemplateResult | typeof nothing {
    if (this.isAway) return html`<p class="note words-warn" role="status">${t("verdict.mention-away")}</p>`;
    if (this.isUnknown) return html`<p class="note" role="status">${this.nobody()}</p>`;
    if (this.offered.length === 0) return nothing;
    return html`<div
      popover="manual"
      class="mention-list"
      role="listbox"
      id="${this.id}-list"
      aria-label=${t("verdict.mention-list")}
    >
      ${this.offered.map(
        (person, index) =>
          html`<div
            role="option"
            id="${this.id}-${index}"
            aria-selected=${index === this.at}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @click=${() => this.choose(person)}
          >
            <coram-initials small .initials=${person.initials}></coram-initials>
            <span class="mention-name">${person.name}</span>
            <span class="note sub">${person.isGuest ? t("verdict.guest") : (person.organisation ?? "")}</span>
          </div>`,
      )}
    </div>`;
  }

  /** Why nobody is offered: a guest knows few of those who read here. */
  private nobody(): string {
    const names = this.people.map(({ name }) => name);
    if (names.length === 0) return t("verdict.mention-none");
    return names.length > NAMED
      ? t("verdict.mention-unknown")
      : t("verdict.mention-only", { names: formatList(names) });
  }

  private setUnknown(isUnknown: boolean): void {
    if (this.isUnknown === isUnknown) return;
    this.isUnknown = isUnknown;
    this.host.requestUpdate();
  }

  /** The list is drawn: it comes into the top layer, below the field or above it. */
  private follow(list: HTMLElement): void {
    const area = this.box.area();
    list.showPopover();
    this.stopFollowing = autoUpdate(area, list, () => {
      void computePosition(area, list, {
        strategy: "fixed",
        placement: "bottom-start",
        middleware: [
          offset(4),
          flip(),
          shift({ padding: 8 }),
          size({ apply: ({ availableHeight: room }) => void (list.style.maxHeight = `${Math.max(88, room - 8)}px`) }),
        ],
      }).then(({ x, y }) => Object.assign(list.style, { left: `${x}px`, top: `${y}px` }));
    });
  }

  private async load(): Promise<void> {
    const room = this.box.room();
    const found = room ? await peopleOf(room) : [];
    this.people = found ?? [];
    this.setAway(found === null);
  }

  /** Of a server that comes back, what is said of it goes by itself. */
  private setAway(isAway: boolean): void {
    this.callOff();
    this.callOff = () => undefined;
    if (isAway && this.host.isConnected && serverReach.isAway)
      this.callOff = serverReach.whenReached(() => this.host.isConnected && this.look(this.box.area().value));
    if (this.isAway === isAway) return;
    this.isAway = isAway;
    this.host.requestUpdate();
  }

  private closeUp(): void {
    const { afterName } = this;
    const area = this.box.area();
    this.afterName = null;
    if (afterName === null || area.selectionStart !== afterName + 1) return;
    if (!/^ [.,;:!?)]$/u.test(area.value.slice(afterName - 1, afterName + 1))) return;
    area.setRangeText("", afterName - 1, afterName, "preserve");
    this.box.write(area.value);
  }

  /** The letters between the sign and the caret; null where there is no sign. */
  private behind(): string | null {
    const { value, selectionStart, selectionEnd } = this.box.area();
    if (selectionStart !== selectionEnd) return null;
    return BEHIND.exec(value.slice(0, selectionStart))?.[1] ?? null;
  }

  private choose(person: Person | undefined): void {
    const area = this.box.area();
    const typed = this.behind();
    if (!person || typed === null) return;
    const caret = area.selectionStart;
    const from = caret - typed.length;
    const rest = area.value.slice(caret);
    const blank = /^\s/u.test(rest) ? "" : " ";
    this.chosen = [person, ...this.chosen.filter(({ id }) => id !== person.id)];
    this.offered = [];
    area.setRangeText(`${person.name}${blank}`, from, caret, "end");
    area.focus();
    this.afterName = blank ? area.selectionStart : null;
    this.box.write(area.value);
    this.host.requestUpdate();
  }
}

/** Who is called so, those first whose name begins with it. A whole name is followed by other words: nobody is offered then. */
function namedBy(people: readonly Person[], typed: string): Person[] {
  if (typed === "") return people.slice(0, SHOWN);
  if (people.some(({ name }) => typed.startsWith(`${name} `))) return [];
  return people
    .map((person) => ({ person, holds: holdsWords(person.name, typed) }))
    .filter(({ holds }) => holds > 0)
    .sort((a, b) => b.holds - a.holds)
    .slice(0, SHOWN)
    .map(({ person }) => person);
}
