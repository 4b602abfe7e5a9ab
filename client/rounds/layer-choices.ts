import type { LayerId, MemberId } from "../../schema/domain/ids.ts";
import type { LayerRef } from "../../schema/protocol/http/rounds.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { t } from "../i18n/t.ts";

/** What can be shown beside a verdict: the layer that is open, or frozen ones. */
export interface LayerChoice {
  /** `open`, `coders <round>` or a layer's id; `open` is the layer that one works in. */
  id: string;
  kind: "open" | "coders" | "coder" | "adjudicated";
  roundNumber: number;
  owner: MemberId | null;
  /** The frozen layers of it; none for an open one. */
  layers: readonly LayerId[];
  /** The open layer that it is. */
  open: LayerId | null;
}

/**
 * Newest round first; none where there is but one layer. The first one is that which is shown unasked: what one works in; from the reveal of
 * a round until it is settled what its coders found, to all who may see that; otherwise what stands.
 */
export function layerChoices(view: Pick<VerdictView, "round" | "rooms" | "layers" | "stands">): LayerChoice[] {
  const choices = allChoices(view);
  const { round, rooms, layers, stands } = view;
  const worksIn = rooms.some((room) => room.kind === "layer" && room.owner !== null) || round.mode === "open";
  const isRevealed =
    round.mode === "revealed" && layers.some(({ roundNumber, kind }) => roundNumber === round.number && kind === "own");
  const first = choices.find((choice) =>
    isRevealed
      ? choice.kind === "coders" && choice.roundNumber === round.number
      : stands != null && !worksIn && isStanding(choice, stands),
  );
  return first ? [first, ...choices.filter((choice) => choice !== first)] : choices;
}

export function isStanding({ open, layers }: LayerChoice, stands: LayerId): boolean {
  return open === stands || (layers.length === 1 && layers[0] === stands);
}

/** As the choice and what is said of it name it; `me`: who reads it. */
export function choiceName(
  choice: LayerChoice,
  { members, stands, layers }: Pick<VerdictView, "members" | "stands" | "layers">,
  me: MemberId | null = null,
): string {
  const isUnfinished = layers.some(
    ({ layer, isUnfinished: is }) => is && choice.kind === "coder" && layer === choice.id,
  );
  const said = layerName(choice, members, me);
  const name = isUnfinished ? t("rounds.not-handed-in", { name: said }) : said;
  return stands != null && isStanding(choice, stands) ? t("rounds.stands", { name }) : name;
}

function layerName(
  { kind, owner, roundNumber: number }: LayerChoice,
  members: VerdictView["members"],
  me: MemberId | null,
): string {
  switch (kind) {
    case "coders":
      return t("rounds.all-coders");
    case "coder":
      return owner !== null && owner === me ? t("rounds.own-of", { number }) : nameIn(members, owner);
    case "adjudicated":
      return t("rounds.adjudicated");
    case "open":
      return t(owner ? "rounds.own-layer" : "rounds.shared");
  }
}

function allChoices({ round, rooms, layers }: Pick<VerdictView, "round" | "rooms" | "layers">): LayerChoice[] {
  const rounds = [...new Set(layers.map(({ roundNumber }) => roundNumber))].sort((a, b) => b - a);
  // In a blind round a layer that is handed in is still its room.
  const frozen = rounds
    .filter((number) => number !== round.number || (round.mode !== "blind" && round.mode !== "open"))
    .flatMap((number) =>
      ofRound(
        layers.filter(({ roundNumber }) => roundNumber === number),
        number === round.number,
      ),
    );
  // One's own before the shared one, as on the page.
  const [open, ...others] = rooms
    .filter((room) => room.kind === "layer")
    .toSorted((a, b) => b.round - a.round || Number(b.owner !== null) - Number(a.owner !== null))
    .map(({ layer, round: roundNumber, owner }, i): LayerChoice => {
      return { id: i === 0 ? "open" : layer, kind: "open", roundNumber, owner, layers: [], open: layer };
    });
  if (!open) return frozen;
  if (frozen.length + others.length === 0) return [];
  // What one works in comes before what others found; after a reveal it is the other way round.
  return open.roundNumber === round.number && round.mode !== "revealed" && round.mode !== "adjudicated"
    ? [open, ...frozen, ...others]
    : [...frozen, open, ...others];
}

function nameIn(members: VerdictView["members"], id: MemberId | null): string {
  return members.find((each) => each.id === id)?.name ?? "?";
}

/** Of an earlier round in which but one coder's tags may be seen, these are not called all coders' as well. */
function ofRound(layers: readonly LayerRef[], isNewest: boolean): LayerChoice[] {
  const own = layers.filter(({ kind, frozenAt }) => kind === "own" && frozenAt !== null);
  const adjudicated = layers.filter(({ kind }) => kind === "adjudicated");
  const one = (kind: LayerChoice["kind"], { layer, roundNumber, owner }: LayerRef): LayerChoice => {
    return { id: layer, kind, roundNumber, owner, layers: [layer], open: null };
  };
  const all = own[0] && (isNewest || own.length > 1) ? [{ ...one("coders", own[0]), ...ofAll(own) }] : [];
  return [...all, ...own.map((layer) => one("coder", layer)), ...adjudicated.map((layer) => one("adjudicated", layer))];
}

function ofAll(own: readonly LayerRef[]): Pick<LayerChoice, "id" | "owner" | "layers"> {
  return { id: `coders ${own[0]?.roundNumber ?? 0}`, owner: null, layers: own.map(({ layer }) => layer) };
}
