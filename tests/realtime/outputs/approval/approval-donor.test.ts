import { expect, test } from "vitest";
import { HouseView } from "../../../../schema/protocol/http/house.ts";
import { written } from "../../../helpers/network/written-output.ts";

test("a disclaimer that the donor asks for is to be there in the language of the paper, as the donor's line is", async (context) => {
  const { server, view } = await written(context);
  const change = async (body: object): Promise<void> => {
    expect((await server.ask(server.people.facilitator, "PATCH", "/api/house", body)).status).toBe(200);
  };
  // What was confirmed was confirmed as it stood.
  const confirmed = async (body: object): Promise<void> => {
    await change(body);
    await change({ field: "grant-draft", grant: (body as { grant: string }).grant, value: false });
  };
  const isMissing = async (): Promise<boolean> => (await view()).points.some(({ kind }) => kind === "donor-line");
  await change({ field: "grant-number", grant: null, value: { number: "1", from: null, to: null } });
  const { house } = HouseView.parse(await (await server.ask(server.people.facilitator, "GET", "/api/house")).json());
  const [grant] = Object.keys(house.grants);
  await confirmed({ field: "grant-donor", grant, value: { "sr-Latn": "Uz podršku donatora." } });
  expect(await isMissing()).toBe(false);
  await confirmed({ field: "grant-disclaimer", grant, value: { en: "The contents are ours." } });
  expect(await isMissing()).toBe(true);
  await confirmed({
    field: "grant-disclaimer",
    grant,
    value: { en: "The contents are ours.", "sr-Latn": "Sadržaj je naš." },
  });
  expect(await isMissing()).toBe(false);
});
