import { can, type Actor } from "../../schema/domain/can.ts";
import type { PassageId, VerdictId } from "../../schema/domain/ids.ts";
import { areShown, countSlips, type PlacedMark } from "../../schema/domain/workshop/slip-counts.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import type { GroupCount, SlipReveal } from "../../schema/protocol/http/workshops/slips.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import type { EditMap, Range } from "../../schema/text/revision.ts";
import { isToldByName, type VisibleSlips } from "../access/visible-slips.ts";
import type { SlipTagRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import type { KeptGroup } from "../store/workshops/kept-slips.ts";
import type { SlipRow } from "../store/workshops/slip-store.ts";

/** A passage of a step where it lies in its verdict's text now. */
export interface PassageNow {
  id: PassageId;
  verdict: VerdictId;
  revision: number;
  ranges: Range[];
  maps: readonly EditMap[];
}

/** The passages of a step that an actor may read, carried to the newest text; one of which nothing is left has no words. */
export async function readPassages(store: Pick<Store, "verdicts">, actor: Actor, step: Step): Promise<PassageNow[]> {
  return passagesNow(store, step, (verdict) => can(actor, "workshop.passage", verdict));
}

/** The same, of verdicts that are told. */
export async function passagesNow(
  store: Pick<Store, "verdicts">,
  step: Step,
  isTold: (verdict: Verdict) => boolean,
): Promise<PassageNow[]> {
  const read = new Map<VerdictId, { revision: number; maps: readonly EditMap[] } | null>();
  for (const id of new Set(step.passages.map(({ verdict }) => verdict))) {
    const verdict = await store.verdicts.get(id);
    read.set(
      id,
      verdict && isTold(verdict) ? { revision: verdict.revision, maps: await store.verdicts.maps(id) } : null,
    );
  }
  return step.passages.flatMap(({ id, verdict, anchor }) => {
    const text = read.get(verdict);
    return text ? [{ id, verdict, ...text, ranges: resolveAnchor(anchor, text.maps, text.revision).ranges }] : [];
  });
}

/** What the slips of each pass say that is revealed: counts of members and of guests apart, and what authors show as theirs. */
export async function readReveals(
  store: Pick<Store, "people" | "slips">,
  passages: readonly PassageNow[],
  { counted, passes, readable, left }: Pick<VisibleSlips, "counted" | "left" | "passes" | "readable">,
): Promise<SlipReveal[]> {
  const gone = [...new Set(left.groups.map(({ pass }) => pass))].map((pass): SlipReveal => {
    const ofPass = left.groups.filter((group) => group.pass === pass);
    return { pass, groups: ofPass.map((group) => countNow(passages, group)), shown: [] };
  });
  const members = new Map((await store.people.members()).map((member) => [member.id, member]));
  const marks = await store.slips.tags(counted.map(({ id }) => id));
  const revealed = passes.map((pass): SlipReveal => {
    const ofPass = counted.filter((slip) => slip.pass === pass);
    const isGuest = ({ member }: SlipRow): boolean => (members.get(member)?.guest ?? null) !== null;
    const groups = (["members", "guests"] as const).flatMap((group): GroupCount[] => {
      const slips = ofPass.filter((slip) => isGuest(slip) === (group === "guests"));
      if (slips.length === 0) return [];
      if (!areShown(slips)) return [{ group, slips: slips.length, isWithheld: true, passages: [] }];
      const isOfGroup = new Set(slips.map(({ id }) => id));
      const placed = placeMarks(
        passages,
        marks.filter(({ slip }) => isOfGroup.has(slip)),
      );
      return [{ group, slips: slips.length, isWithheld: false, passages: placed }];
    });
    const shown = readable
      .filter((slip) => slip.pass === pass && isToldByName(slip))
      .map((slip) => ({
        seat: slip.seat,
        member: slip.member,
        marks: marks
          .filter((mark) => mark.slip === slip.id)
          .map(({ verdict, category, anchor }) => ({ verdict, category, anchor })),
      }));
    return { pass, groups, shown };
  });
  return [...gone, ...revealed];
}

/** What slips said that went, where its words lie now. */
function countNow(
  passages: readonly PassageNow[],
  { group, slips, isWithheld, passages: kept }: KeptGroup,
): GroupCount {
  const counts = passages.flatMap(({ id, maps, revision }): GroupCount["passages"] => {
    const count = kept.find(({ passage, revision: of }) => passage === id && of <= revision);
    if (!count) return [];
    const categories = count.categories.map(({ words, ...category }) => ({
      ...category,
      words: words.flatMap(({ start, end, slips: by }) =>
        resolveAnchor({ revision: count.revision, ranges: [{ start, end }] }, maps, revision).ranges.map((range) => ({
          ...range,
          slips: by,
        })),
      ),
    }));
    return [{ passage: id, categories }];
  });
  return { group, slips, isWithheld, passages: counts };
}

function placeMarks(passages: readonly PassageNow[], marks: readonly SlipTagRow[]): GroupCount["passages"] {
  return passages.flatMap((passage) => {
    const { verdict, maps, revision } = passage;
    const placed = marks.flatMap(({ slip, category, anchor, verdict: of }): PlacedMark[] =>
      of === verdict && anchor.revision <= revision
        ? [{ slip, category, ranges: resolveAnchor(anchor, maps, revision).ranges }]
        : [],
    );
    return countSlips([passage], placed);
  });
}
