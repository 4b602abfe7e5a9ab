import type { Round } from "../../schema/agreement/round.ts";
import { scaleOf } from "../../schema/agreement/round-values.ts";
import type { Actor } from "../../schema/domain/can.ts";
import { partsIn, type CategoryFate, type CategoryMap } from "../../schema/domain/methodology/category-map.ts";
import type { CategoryId, MemberId } from "../../schema/domain/ids.ts";
import { toMemberCard } from "../../schema/domain/member.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { tokenOfUnit } from "../../schema/domain/unit.ts";
import {
  AgreementFigures,
  type AgreementView,
  type ComparedRound,
  type KindCounts,
} from "../../schema/protocol/http/agreement.ts";
import type { DisagreementGroup } from "../../schema/reconcile/disagreements-of.ts";
import type { Store } from "../store/store.ts";
import { visibleUnits } from "../access/visible-units.ts";
import type { Agreement } from "./compute.ts";
import type { FrozenLayers } from "./frozen-rounds.ts";
import { roundVersion } from "./round-version.ts";
import { readRound, toGrouped, toNumbers, type ReadRound } from "./read-round.ts";

/** Frozen rounds read together, for figures and for what stands behind them. */
export interface ReadTogether {
  /** The newest of the versions that the rounds were coded in. */
  methodology: MethodologyVersion;
  rounds: ReadRound[];
  /** Categories of which another thing was meant in one round than in another: no figure over these rounds is of them. */
  leftOut: CategoryId[];
  /** Names layers, texts and the version: what is computed of them never changes. */
  key: string;
}

/** `besides`: rounds that the figures are set beside, so that they too leave out what changed between. */
export async function readTogether(
  store: Store,
  inForce: MethodologyVersion,
  rounds: readonly FrozenLayers[],
  besides: readonly FrozenLayers[] = [],
): Promise<ReadTogether> {
  const read: ReadRound[] = [];
  for (const round of rounds) {
    const one = await readRound(store, inForce, round);
    if (one) read.push(one);
  }
  const own = read.map((round) => round.methodology).sort((a, b) => a.number - b.number);
  const methodology = own.at(-1) ?? inForce;
  const others = await Promise.all(besides.map(({ round }) => roundVersion(store, round.id, inForce)));
  const versions = [...own, ...others].sort((a, b) => a.number - b.number);
  const parts = read.map(({ round, revision, methodology: { number }, layers, practised }) =>
    [
      round.id,
      revision.number,
      number,
      ...[...layers.keys()].sort(),
      ...practised.map(({ start }) => `p${start}`),
    ].join(),
  );
  const [first = methodology, last = methodology] = [versions[0], versions.at(-1)];
  const leftOut = changedMeanwhile(last.maps, first.number, last.number);
  const key = [...parts, ...others.map(({ number }) => `beside ${number}`)].join(" ");
  return { methodology, rounds: read, leftOut, key };
}

/** Categories of which two versions mean different things: split, merged, redefined or retired between them, or what came of that. */
function changedMeanwhile(maps: readonly CategoryMap[], from: number, to: number): CategoryId[] {
  const changed = new Set<CategoryId>();
  for (const map of maps) {
    if (map.from < from || map.from >= to) continue;
    for (const [id, fate] of Object.entries(map.fates) as [CategoryId, CategoryFate][]) {
      if (fate.kind === "same") continue;
      for (const each of [id, ...partsIn(map, id)]) changed.add(each);
    }
  }
  return [...changed].sort();
}

export function numbersOf({ methodology, rounds, leftOut }: ReadTogether): Round {
  const without = new Set(leftOut);
  return {
    verdicts: rounds.map((round) => toNumbers(round, without)),
    questions: methodology.content.questions.flatMap(({ id, type }) => {
      const scale = scaleOf(type);
      return scale ? [{ id, scale }] : [];
    }),
  };
}

export async function viewAgreement(
  store: Store,
  agreement: Agreement,
  actor: Actor,
  read: ReadTogether,
  others: AgreementView["others"],
): Promise<AgreementView> {
  const isEmpty = read.rounds.length === 0;
  const [computed, groups, members] = await Promise.all([
    isEmpty ? null : agreement.figures(read.key, () => numbersOf(read)),
    isEmpty ? [] : groupsOf(agreement, read),
    store.people.members(),
  ]);
  const rounds: ComparedRound[] = [];
  for (const round of read.rounds) rounds.push(await compared(store, actor, round));
  const coders = new Set<MemberId>(rounds.flatMap((round) => round.coders));
  return {
    rounds,
    others,
    methodologyVersion: read.methodology.number,
    leftOut: read.leftOut,
    figures: computed && AgreementFigures.parse(computed),
    ...countGroups(read, groups),
    people: members.filter(({ id }) => coders.has(id)).map(toMemberCard),
  };
}

async function compared(
  store: Store,
  actor: Actor,
  { verdict, round, layers, revision, practised }: ReadRound,
): Promise<ComparedRound> {
  const units = await visibleUnits(store, actor, verdict);
  const { court, caseNumber, country, language, script, form } = verdict;
  return {
    court,
    caseNumber,
    country,
    language,
    script,
    form,
    verdict: verdict.id,
    round: round.id,
    number: round.number,
    mode: round.mode,
    revision: revision.number,
    coders: [...new Set(layers.values())].sort(),
    ...(practised.length > 0 ? { practised: practised.length } : {}),
    units: units.map((unit) => ({ id: unit.id, token: tokenOfUnit(unit) })),
  };
}

const NO_KINDS: KindCounts = { category: 0, place: 0, missed: 0, answer: 0, agreed: 0 };

/** Of each round, its tags and answers in groups that are about the same thing: those of the reveal, where it made them. */
export async function groupsOf(agreement: Agreement, { key, rounds }: ReadTogether): Promise<DisagreementGroup[][]> {
  const made = rounds.flatMap(({ groups }) => (groups ? [groups] : []));
  return made.length === rounds.length ? made : agreement.groups(key, () => rounds.map((round) => toGrouped(round)));
}

function countGroups(
  { rounds, leftOut }: ReadTogether,
  groups: readonly DisagreementGroup[][],
): Pick<AgreementView, "categoryKinds" | "confusions"> {
  const categoryKinds: Record<CategoryId, KindCounts> = {};
  const pairs = new Map<string, AgreementView["confusions"][number]>();
  for (const [at, round] of rounds.entries()) {
    const categoryOf = new Map(round.tags.map(({ row, category }) => [row.id, category]));
    for (const { kind, members } of groups[at] ?? []) {
      if (members.of !== "tags") continue;
      const categories = [...new Set(members.tags.flatMap(({ annotation }) => categoryOf.get(annotation) ?? []))]
        .filter((category) => !leftOut.includes(category))
        .sort();
      for (const [i, category] of categories.entries()) {
        const before = categoryKinds[category] ?? NO_KINDS;
        categoryKinds[category] = { ...before, [kind]: before[kind] + 1 };
        for (const other of categories.slice(i + 1)) {
          const n = (pairs.get(`${category} ${other}`)?.n ?? 0) + 1;
          pairs.set(`${category} ${other}`, { categories: [category, other], n });
        }
      }
    }
  }
  return { categoryKinds, confusions: [...pairs.values()].sort((a, b) => b.n - a.n) };
}
