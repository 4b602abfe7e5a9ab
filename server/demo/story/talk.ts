import type { ThreadId } from "../../../schema/domain/ids.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { placesOf } from "../../codings/find-quote.ts";
import type { DemoPerson } from "../demo-people.ts";
import { type DemoVerdictKey, found, type Story } from "./story.ts";

/** What is said of words of a verdict, one after the other. */
export interface Talk {
  audience: Audience;
  words: string;
  comments: readonly (readonly [by: DemoPerson, body: string])[];
  /** Who settled it. */
  resolvedBy?: DemoPerson;
}

export async function discuss(story: Story, key: DemoVerdictKey, talk: Talk): Promise<void> {
  const { audience, words, comments, resolvedBy } = talk;
  const room = await story.discussion(key, audience);
  const { revision, text } = await story.quoted(key);
  const range = found(placesOf(text.present, words)[0]);
  let thread: ThreadId | null = null;
  for (const [by, body] of comments)
    thread = await story.write(by, room, (doc, now): ThreadId => {
      const discussion = new DiscussionRoom(doc);
      if (thread) discussion.reply(thread, body, now());
      return thread ?? discussion.open({ anchor: { revision: revision.number, ranges: [range] } }, body, now());
    });
  const said = thread;
  if (resolvedBy && said)
    await story.write(resolvedBy, room, (doc, now) => new DiscussionRoom(doc).resolve(said, now()));
}
