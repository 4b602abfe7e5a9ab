import { expect, test } from "vitest";
import type { NameEntity } from "../../../schema/protocol/http/pseudonyms.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { ok, prepare } from "../../helpers/network/preparing.ts";
import type { Person } from "../../helpers/network/test-server.ts";

const TEXT = ["Okrivljeni Marko Petrović je krivac, rekla je oštećena Ana Savić.", "Svedok Jovan Ilić nije."];

test("[names] whose decision on a name a colleague has taken otherwise is told so, until they decide on it again", async (context) => {
  const preparing = await prepare(context, TEXT);
  const { facilitator } = preparing.server.people;
  const colleague = await preparing.colleague();
  const told = async (who: Person = facilitator) => {
    const answer = await ok(await preparing.server.ask(who, "GET", "/api/network"));
    return NetworkView.parse(answer).told?.filter(({ kind }) => kind === "overruled") ?? [];
  };
  const decide = async (kind: "confirm" | "dismiss" | "reopen", { id: entity }: NameEntity, who = facilitator) => {
    const { number } = await preparing.names();
    const command = { kind, entity };
    await ok(await preparing.ask("POST", "/names/commands", { number, command }, who));
  };
  const [first, second, third] = (await preparing.names()).entities;
  if (!first || !second || !third) throw new Error("three names are to be found");
  for (const each of [first, second]) await decide("confirm", each);
  // On what one has not decided one is not overruled.
  await decide("dismiss", third, colleague);
  expect(await told()).toEqual([]);
  await decide("dismiss", first, colleague);
  await decide("reopen", second, colleague);
  const { id: verdict } = preparing;
  expect(await told()).toMatchObject([{ verdict, from: colleague.member.id, count: 2 }]);
  expect(await told(colleague)).toEqual([]);
  await decide("confirm", first);
  expect(await told()).toMatchObject([{ count: 1 }]);
  // And the colleague is overruled now.
  expect(await told(colleague)).toMatchObject([{ from: facilitator.member.id, count: 1 }]);
  // What is put back as it was is nothing to be told.
  await decide("confirm", second, colleague);
  expect(await told()).toEqual([]);
});
