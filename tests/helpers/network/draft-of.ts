import type * as Y from "yjs";
import { CategoryId, type ThreadId } from "../../../schema/domain/ids.ts";
import { DraftView, FreezeDone, type FreezeCommand } from "../../../schema/protocol/http/methodology.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { DraftRoom, type DraftCategory } from "../../../schema/rooms/draft/draft-room.ts";
import type { TestServer } from "./test-server.ts";

/** The draft of a test's network, as its facilitator works on it. */
export class TestDraft {
  readonly #server: TestServer;
  readonly view: DraftView;

  private constructor(server: TestServer, view: DraftView) {
    this.#server = server;
    this.view = view;
  }

  static async open(server: TestServer): Promise<TestDraft> {
    const response = await server.ask(server.people.facilitator, "GET", "/api/methodology/draft");
    return new TestDraft(server, DraftView.parse(await response.json()));
  }

  /** Changes the draft as the lawyer. */
  async change(change: (room: DraftRoom, entryOf: (id: string) => string) => void): Promise<void> {
    await this.#server.hub.write(this.view.draft.room, this.#server.people.lawyer.member.id, (doc: Y.Doc) => {
      const room = new DraftRoom(doc);
      change(room, (id) => room.categories().find((each) => each.id === id)?.entry ?? "");
    });
  }

  /** Puts something to the vote as the lawyer. */
  async propose(about: { category: CategoryId }, why: string): Promise<ThreadId> {
    const { lawyer } = this.#server.people;
    let thread: ThreadId | null = null;
    await this.#server.hub.write(this.view.discussion.room, lawyer.member.id, (doc: Y.Doc) => {
      thread = new DiscussionRoom(doc).open({ ...about, proposal: true }, why, new Date().toISOString());
    });
    if (!thread) throw new Error("nothing was put to the vote");
    return thread;
  }

  look<T>(look: (room: DraftRoom) => T): Promise<T> {
    return this.#server.hub.look(this.view.draft.room, (doc) => look(new DraftRoom(doc)));
  }

  async category(id: string): Promise<DraftCategory | undefined> {
    return this.look((room) => room.categories().find((each) => each.id === id));
  }

  /** What freezing would do, with all that what is in force is to become unless told otherwise. */
  async preview(command: Partial<FreezeCommand> = {}): Promise<FreezeDone> {
    if (command.takeIn) return this.#preview(command);
    const { proposed } = await this.#preview(command);
    const takeIn = proposed.flatMap(({ category, instead }) => (category && instead.length > 0 ? category : []));
    return this.#preview({ ...command, takeIn });
  }

  async #preview(command: Partial<FreezeCommand>): Promise<FreezeDone> {
    const { number } = (await this.#server.store.methodologies.current()) ?? { number: 0 };
    const body = { base: number, note: "", preview: true, ...command };
    const { facilitator } = this.#server.people;
    return FreezeDone.parse(
      await (await this.#server.ask(facilitator, "POST", "/api/methodology/versions", body)).json(),
    );
  }

  /** Freezes what the preview shows, with all that is proposed unless told otherwise; fails the test where that is refused. */
  async freeze(asked: Partial<FreezeCommand> = {}): Promise<FreezeDone> {
    const { proposed } = await this.preview(asked);
    const command = { takeIn: proposed.flatMap(({ category }) => category ?? []), ...asked };
    const { seen } = await this.preview(command);
    const { number } = (await this.#server.store.methodologies.current()) ?? { number: 0 };
    const { facilitator } = this.#server.people;
    const body = { base: number, note: "after the workshop", seen, ...command };
    const response = await this.#server.ask(facilitator, "POST", "/api/methodology/versions", body);
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`not frozen: ${JSON.stringify(answer)}`);
    return FreezeDone.parse(answer);
  }
}

export const idOf = (key: string): CategoryId => CategoryId.parse(key);
