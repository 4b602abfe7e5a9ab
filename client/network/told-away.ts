import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";

type Told = NonNullable<NetworkView["told"]>[number];

/** Notices that somebody opened or put away on this device. */
const AWAY = "coram.told-away";
const AWAY_MAX = 300;

/** What is told again, of a later time, is another one. */
export function toldKey(told: Told): string {
  const of =
    "about" in told
      ? told.about.thread
      : "output" in told
        ? told.thread
        : "verdict" in told
          ? told.verdict
          : told.kind === "link"
            ? told.link
            : told.kind === "runners" || told.kind === "organisation"
              ? told.organisation
              : told.kind === "outsider"
                ? told.document.id
                : told.kind === "network" ||
                    told.kind === "house" ||
                    told.kind === "seconds-waived" ||
                    told.kind === "seconds-asked"
                  ? told.from
                  : told.kind === "frozen"
                    ? `${told.version}:${told.isTaken}`
                    : told.member;
  // That a link was used is told whoever has put away that it was made.
  const what =
    told.kind === "password"
      ? `${told.link}:${told.state === "used" ? "used" : ""}`
      : "tag" in told
        ? told.tag
        : "question" in told
          ? `${told.question}:${told.subject}`
          : "translation" in told
            ? told.translation
            : "how" in told && (told.kind === "person" || told.kind === "link" || told.kind === "organisation")
              ? told.how
              : "";
  return [told.kind, of, what, told.at].join("|");
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
