import { describe, expect, test } from "vitest";
import { NamesView, type NamesCommand } from "../../../schema/protocol/http/pseudonyms.ts";
import { resolveMany } from "../../../schema/text/anchors.ts";
import { findTokens } from "../../../schema/text/token.ts";
import { GOLD_VERDICTS, readNamesGold } from "../../helpers/text/names-gold.ts";
import { ok, prepare, type Preparing } from "../../helpers/network/preparing.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
import type { Person } from "../../helpers/network/test-server.ts";

/** Something that a preparer may do to these names; null where nothing of the kind is left. */
function anyCommand(random: Seeded, { entities, identifiers, quasi }: NamesView): NamesCommand {
  const entity = random.pick(entities);
  const other = random.pick(entities);
  const starts = entity.mentions.map(({ start }) => start).filter(() => random.chance(30));
  const choices: NamesCommand[] = [
    { kind: "confirm", entity: entity.id },
    { kind: "dismiss", entity: entity.id },
    { kind: "role", entity: entity.id, role: random.pick(["victim", "witness", "other"]) },
    { kind: "rename", entity: entity.id, canonical: `Somebody ${random.below(100)}` },
    { kind: "undo" },
  ];
  if (entity !== other) choices.push({ kind: "merge", entities: [entity.id, other.id] });
  if (starts.length > 0) choices.push({ kind: "split", entity: entity.id, starts });
  if (starts.length > 0 && entity !== other) choices.push({ kind: "move", entity: entity.id, starts, to: other.id });
  const unsure = entity.mentions.find(({ sure, state }) => !sure && state === "open");
  if (unsure) choices.push({ kind: "mention", entity: entity.id, start: unsure.start, is: random.chance(70) });
  if (identifiers.length > 0) choices.push({ kind: "identifier", id: random.pick(identifiers).id, state: "confirmed" });
  if (quasi.length > 0)
    choices.push({ kind: "quasi", id: random.pick(quasi).id, state: random.pick(["keep", "replace"]) });
  return random.pick(choices);
}

/** Decides `count` times, each on what is newest then; the numbers of the states that these decisions made. */
async function work(preparing: Preparing, who: Person, random: Seeded, count: number): Promise<number[]> {
  const made: number[] = [];
  let view = NamesView.parse(await ok(await preparing.ask("GET", "/names", undefined, who)));
  while (made.length < count) {
    const { number } = view;
    const command = anyCommand(random, view);
    const response = await preparing.ask("POST", "/names/commands", { number, command }, who);
    if (response.status === 409) {
      view = NamesView.parse(await ok(await preparing.ask("GET", "/names", undefined, who)));
      continue;
    }
    view = NamesView.parse(await ok(response));
    if (view.number !== number) made.push(view.number);
  }
  return made;
}

const placesOf = ({ entities }: NamesView): string[] =>
  entities
    .flatMap(({ mentions }) => mentions.map(({ start, end }) => `${start} ${end}`))
    .sort((a, b) => (a < b ? -1 : 1));

describe.each(seeds([7]))("[names] two who prepare a verdict at once (seed %i)", (seed) => {
  test.for(GOLD_VERDICTS)(
    "lose no decision and no place of %s, and all goes in and out as one",
    async (id, context) => {
      const { text, gold } = readNamesGold(id);
      const paragraphs = text.split("\n").filter((line) => line.trim() !== "");
      const preparing = await prepare(context, paragraphs, {}, { language: gold.language, script: gold.script });
      const { facilitator } = preparing.server.people;
      const colleague = await preparing.colleague();
      const first = await preparing.names();
      const [mine, hers] = await Promise.all([
        work(preparing, facilitator, new Seeded(seed), 15),
        work(preparing, colleague, new Seeded(seed + 1), 15),
      ]);
      const decided = await preparing.names();
      // Each decision made the next state, and no two the same one.
      expect([...mine, ...hers].sort((a, b) => a - b)).toEqual(
        Array.from({ length: 30 }, (_, i) => first.number + 1 + i),
      );
      expect(decided.number).toBe(first.number + 30);
      expect(placesOf(decided)).toEqual(placesOf(first));

      await preparing.decide({ kind: "confirm-sure" });
      const before = await preparing.view();
      const confirmed = await preparing.names();
      const { replaced, units } = await preparing.apply();
      const after = await preparing.view();
      expect(findTokens(after.revision.text)).toHaveLength(replaced);
      const victims = confirmed.entities.filter(({ state, token, mentions }) => {
        const goes = mentions.some(({ sure, state: said }) => said === "yes" || (sure && said === "open"));
        return state === "confirmed" && token.kind === "Victim" && goes;
      });
      expect(units.filter(({ kind }) => kind === "victim").map(({ label }) => label)).toEqual(
        victims.map(({ token }) => token.label).sort((a, b) => a.length - b.length || (a < b ? -1 : 1)),
      );

      await ok(await preparing.ask("POST", "/names/unapply", {}));
      const back = await preparing.view();
      expect(back.revision.text).toBe(before.revision.text);
      expect(back.revision.blocks).toEqual(before.revision.blocks);
      expect((await preparing.names()).entities).toEqual(confirmed.entities);
      // Tags on every name, made before the tokens were in: as if nothing had been.
      const anchors = confirmed.entities.flatMap(({ mentions }) =>
        mentions.map(({ start, end }) => ({ revision: before.revision.number, ranges: [{ start, end }] })),
      );
      const revision = back.revision.number;
      expect(resolveMany(anchors, back.maps, revision)).toEqual(
        anchors.map(({ ranges }) => ({ state: "same", revision, ranges })),
      );
    },
  );
});
