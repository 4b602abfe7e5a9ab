import { expect, test } from "vitest";
import type { StepPhase } from "../../../schema/domain/workshop/phases.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { revealedRound, ruleOn } from "../../helpers/network/revealed-round.ts";
import type { Person } from "../../helpers/network/test-server.ts";
import { codings, home, mark as settle, start, TEXT, told } from "../../helpers/network/verdicts/standing-scene.ts";
import { CATEGORY, tag } from "../../helpers/rooms/room-edits.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { beginSilence, mark, openSlip, setHandedIn, stepPath, turnTo } from "../../helpers/workshops/silence.ts";
import { workshopOf } from "../../helpers/workshops/workshops.ts";

type Scene = Awaited<ReturnType<typeof start>>;

/** A verdict that is read together, with a tag; one that was revealed; one that is settled. */
const MODES: Record<"adjudicated" | "open" | "revealed", (scene: Scene) => Promise<void>> = {
  async open({ server, made, lawyer }) {
    const client = await RawClient.joinAt(server, made.rooms.layer, lawyer);
    await client.write((doc) => void tag(doc, 3));
    client.close();
  },
  async revealed({ server, made, lawyer, otherLawyer }) {
    await revealedRound(server, made, codings(lawyer, otherLawyer));
  },
  async adjudicated(scene) {
    const { server, made, lawyer, otherLawyer, otherFacilitator } = scene;
    const { cases } = await revealedRound(server, made, codings(lawyer, otherLawyer));
    for (const each of cases) await ruleOn(server, otherFacilitator, made, each, [lawyer]);
    await settle(scene);
  },
};

/** What pages, files and figures say, and what decides on who codes blind. */
async function everything(scene: Scene): Promise<unknown[]> {
  const { server, made, path, facilitator, reader } = scene;
  const texts = ["/api/agreement", `${path}/agreement`, "/api/network"].map(async (from) => {
    const text = await (await server.ask(reader, "GET", from)).text();
    // The first page tells of the workshop itself.
    return from === "/api/network" ? JSON.stringify((JSON.parse(text) as { verdicts: unknown }).verdicts) : text;
  });
  const layers = await server.store.verdicts.layers(made.verdict.id);
  return [
    await told(scene, facilitator, false),
    await told(scene, reader, false),
    await Promise.all(texts),
    layers,
    await server.store.passages.tally(layers.map(({ id }) => id)),
  ];
}

/** Tags and answers as files. */
async function files(scene: Scene): Promise<string[]> {
  return (await told(scene, scene.facilitator)).slice(-2);
}

async function ended(scene: Scene, of: WorkshopView): Promise<void> {
  const { server, facilitator } = scene;
  const { term, course } = (await workshopOf(server, facilitator, of)).workshop;
  const turned = await server.ask(facilitator, "PUT", stepPath(of, "phase"), { to: "ended", term, course });
  expect(turned.status).toBe(200);
}

for (const mode of ["open", "revealed", "adjudicated"] as const)
  test(`a step that everybody codes moves nothing of what pages, files and figures say of a verdict that is ${mode}`, async (context) => {
    const scene = await start(context);
    const { server, made, lawyer, otherLawyer, otherFacilitator, reviewer, reader } = scene;
    await MODES[mode](scene);
    expect((await home(scene, reader))?.mode).toBe(mode);
    const [before, filed] = [await everything(scene), await files(scene)];
    expect(JSON.stringify(before)).toContain(mode === "open" ? CATEGORY : "means.force");

    const four: Person[] = [lawyer, otherLawyer, otherFacilitator, reviewer];
    const of = await beginSilence(server, made.verdict.id, TEXT, four);
    for (const who of four) {
      const slip = await openSlip(server, of, who);
      await mark(slip, "means.vulnerability", { start: 23, end: 41 });
      await setHandedIn(server, of, who, true);
    }
    expect(await everything(scene)).toEqual(before);
    for (const to of ["closed", "revealed"] as const satisfies StepPhase[]) await turnTo(server, of, to);
    await server.ask(lawyer, "PUT", stepPath(of, "slip/shown"), { pass: 1, shown: true });
    expect(await everything(scene)).toEqual(before);
    await ended(scene, of);
    expect(await everything(scene)).toEqual(before);
    expect(await files(scene)).toEqual(filed);
  });
