import { expect, test } from "vitest";
import {
  LayerId,
  MethodologyId,
  newId,
  OutputId,
  SlipId,
  StepId,
  VerdictId,
  WorkshopId,
} from "../../../schema/domain/ids.ts";
import {
  actName,
  placeName,
  readPlace,
  scopeKindOf,
  silenceOf,
  slipIn,
  slipPlace,
} from "../../../schema/rooms/room-place.ts";
import { scopeOf, toScope } from "../../../schema/rooms/room-scope.ts";

const layer = newId(LayerId);
const [slip, workshop, step] = [newId(SlipId), newId(WorkshopId), newId(StepId)];

// As they lie on devices: these never change.
test.for([
  [`layer/${layer}`, { of: "verdict", kind: "layer", layer }],
  ["discussion/internal", { of: "verdict", kind: "discussion", audience: "internal" }],
  ["discussion/review", { of: "verdict", kind: "discussion", audience: "review" }],
  [`slip/${workshop}/${step}/2`, { of: "verdict", kind: "slip", workshop, step, pass: 2 }],
  [`slip/${slip}`, { of: "verdict", kind: "slip-by-id", slip }],
  ["output/content", { of: "output", kind: "content" }],
  ["output/discussion", { of: "output", kind: "discussion", audience: "internal" }],
  ["output/review", { of: "output", kind: "discussion", audience: "review" }],
  ["methodology/draft", { of: "methodology", kind: "draft" }],
  ["methodology/discussion", { of: "methodology", kind: "discussion" }],
] as const)("%s is the name of one place", ([name, place]) => {
  expect(placeName(place)).toBe(name);
  expect(readPlace(name)).toEqual(place);
  expect(scopeKindOf(name)).toBe(place.of);
});

test("work for a slip is told from other work by the name of its place", () => {
  const silence = { workshop, step, pass: 2 };
  expect(silenceOf(slipPlace(silence))).toMatchObject(silence);
  expect(silenceOf(`slip/${slip}`)).toBeNull();
  const names = [`slip/${workshop}/${step}/2`, `slip/${slip}`, `layer/${layer}`, "slip/x"];
  expect(names.map(slipIn)).toEqual([names[0], names[1], null, null]);
});

test.for([
  ["verdict", "act/ruling 1 reason"],
  ["output", "output/act/ruling 1 reason"],
  ["methodology", "methodology/act/ruling 1 reason"],
] as const)("words for an act on a %s lie under %s", ([of, name]) => {
  expect(actName(of, "ruling 1 reason")).toBe(name);
  expect(readPlace(name)).toEqual({ of, kind: "act", key: "ruling 1 reason" });
});

test.for([
  "",
  "layer",
  "layer/x",
  `layer/${layer}/more`,
  `slip/${workshop}/${step}`,
  `slip/${workshop}/${step}/0`,
  "discussion/all",
  "output/",
  "output/draft",
  "methodology/x",
])("%j is the name of no place", (name) => expect(readPlace(name)).toBeNull());

test("a room that names what it is of has that as its scope", () => {
  const none = { verdict: null, output: null, methodology: null };
  const [verdict, output, methodology] = [newId(VerdictId), newId(OutputId), newId(MethodologyId)];
  expect(scopeOf({ ...none, verdict })).toEqual(toScope("verdict", verdict));
  expect(scopeOf({ ...none, output })).toEqual(toScope("output", output));
  expect(scopeOf({ ...none, methodology })).toEqual(toScope("methodology", methodology));
  expect(scopeOf(none)).toBeNull();
});
