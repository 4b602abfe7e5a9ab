import { expect, test } from "vitest";
import { randomId, type ThreadId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { freezeWithOutputs, makeOutput, talkOf } from "../../helpers/network/outputs.ts";
import { startTestServer, type Person } from "../../helpers/network/test-server.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";

test("who writes documents declines a wording and resolves a comment of others, and whoever made it is told what became of it", async (context) => {
  const server = await startTestServer(context);
  await freezeWithOutputs(server);
  const { lawyer, otherLawyer, reviewer } = server.people;
  const made = await makeOutput(server, lawyer, { title: "When she must wait" });
  const told = async (who: Person): Promise<string[]> => {
    const { told: all = [] } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    return all
      .flatMap((each) =>
        each.kind === "discussion" ? [`${each.how} ${each.output.title}${each.reason ? `: ${each.reason}` : ""}`] : [],
      )
      .sort();
  };
  const room = talkOf(made);
  const [asking, author] = [
    await RawClient.joinAt(server, room, reviewer),
    await RawClient.joinAt(server, room, lawyer),
  ];
  const open = (words: string, wording?: string): Promise<void> =>
    asking.write((doc) => {
      const place = wording === undefined ? {} : { block: BlockId.parse(randomId()), wording };
      new DiscussionRoom(doc).open(place, words, new Date().toISOString());
    });
  await open("Is this all?");
  await open("A slip.", "He waited two years.");
  await open("Another slip.", "She waited, too.");
  const threadOf = (words: string): ThreadId => {
    const found = new DiscussionRoom(author.doc).comments().find(({ body }) => body === words);
    if (!found) throw new Error(`nobody said ${words}`);
    return found.thread;
  };
  await author.until(() => new DiscussionRoom(author.doc).comments().length === 3);
  const at = (): string => new Date().toISOString();
  await author.write((doc) => new DiscussionRoom(doc).resolve(threadOf("Is this all?"), at()));
  await author.write((doc) => new DiscussionRoom(doc).reply(threadOf("A slip."), "It was three.", at()));
  await author.write((doc) => new DiscussionRoom(doc).resolve(threadOf("A slip."), at()));
  await author.write((doc) => new DiscussionRoom(doc).setTaken(threadOf("Another slip."), at()));
  const name = "When she must wait";
  expect(await told(reviewer)).toEqual([
    `comment-resolved ${name}`,
    `wording-applied ${name}`,
    `wording-declined ${name}: It was three.`,
  ]);
  for (const who of [lawyer, otherLawyer]) expect(await told(who)).toEqual([]);
  // Opened again it has not ended.
  await author.write((doc) => new DiscussionRoom(doc).resolve(threadOf("A slip."), null));
  expect(await told(reviewer)).toEqual([`comment-resolved ${name}`, `wording-applied ${name}`]);

  // Who may not write in documents ends what they began themselves, and nothing else.
  await author.write((doc) => new DiscussionRoom(doc).open({}, "Mine.", at()));
  await asking.until(() => new DiscussionRoom(asking.doc).comments().length === 5);
  await asking.write((doc) => new DiscussionRoom(doc).resolve(threadOf("A slip."), at()));
  asking.sendUpdate(asking.edit((doc) => new DiscussionRoom(doc).resolve(threadOf("Mine."), at())));
  expect(await asking.closed).toBe(CLOSE.refused);
});
