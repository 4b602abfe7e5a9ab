import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";

type Told = NonNullable<NetworkView["told"]>[number];

/** Notices that somebody opened or put away on this device. */
const AWAY = "coram.told-away";
const AWAY_MAX = 300;

type Kind = Told["kind"];

/** What tells two notices of one kind and hour apart: what each is of, and what of it. Keys lie on devices, so these stay as they are. */
const PARTS: { [K in Kind]: (told: Told & { kind: K }) => readonly string[] } = {
  answered: ({ verdict, question, subject }) => [verdict, `${question}:${subject}`],
  begun: ({ verdict }) => [verdict],
  "called-off": ({ verdict }) => [verdict],
  discussion: ({ thread }) => [thread],
  frozen: ({ version, isTaken }) => [`${version}:${isTaken}`],
  house: ({ from }) => [from],
  lapsed: ({ verdict, stage }) => [verdict, stage],
  link: ({ link, how }) => [link, how],
  network: ({ from }) => [from],
  noted: ({ verdict, tag }) => [verdict, tag],
  organisation: ({ organisation, how }) => [organisation, how],
  outsider: ({ document }) => [document.id],
  overruled: ({ verdict }) => [verdict],
  // That a link was used is told even where somebody has put away that it was made.
  password: ({ member, link, state }) => [member, `${link}:${state === "used" ? "used" : ""}`],
  person: ({ verdict, member, how }) => [verdict ?? member, how],
  proposal: ({ about }) => [about.thread],
  removed: ({ verdict, tag }) => [verdict, tag],
  revealed: ({ verdict }) => [verdict],
  role: ({ member }) => [member],
  runners: ({ organisation }) => [organisation],
  "second-waived": ({ verdict }) => [verdict],
  "seconds-asked": ({ from }) => [from],
  "seconds-waived": ({ from }) => [from],
  sorted: ({ verdict, tag }) => [verdict, tag],
  "stage-back": ({ verdict }) => [verdict],
  translated: ({ verdict, translation }) => [verdict, translation],
  unassigned: ({ verdict }) => [verdict],
};

/** What is told again, of a later time, is another one. */
export function toldKey(told: Told): string {
  const [of = "", what = ""] = partsOf(told.kind, told);
  return [told.kind, of, what, told.at].join("|");
}

function partsOf<K extends Kind>(kind: K, told: Told & { kind: K }): readonly string[] {
  return PARTS[kind](told);
}

function read(): string[] {
  try {
    return (localStorage.getItem(AWAY) ?? "").split("\n").filter(Boolean);
  } catch {
    // Storage may be closed to us.
    return [];
  }
}

/** Whether what has this key was put away. */
export function isAway(key: string): boolean {
  return read().includes(key);
}

/** Keys of what was put away that begin so. */
export function awayKeys(prefix: string): string[] {
  return read().filter((key) => key.startsWith(prefix));
}

export function withoutAway(told: readonly Told[]): Told[] {
  const away = new Set(read());
  return told.filter((each) => !away.has(toldKey(each)));
}

export const putAway = (told: Told): void => keepAway(toldKey(told));

export function keepAway(key: string): void {
  try {
    localStorage.setItem(AWAY, [...new Set([...read(), key])].slice(-AWAY_MAX).join("\n"));
  } catch {
    // It then stands there again on the next visit.
  }
}
