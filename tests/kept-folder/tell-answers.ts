import { PASSPHRASE, readable, type Opened } from "./opened.ts";

/** Who is told what, the one who sees most first: of the others' answers only what differs is written out. */
const ASKERS = ["mira", "ana", "elena"] as const;
/** Asked for what their role or their stay decides. */
const OTHERS = ["besim", "arben", "sanja", "petar", "verdictGuest", "documentGuest", "expectedGuest"] as const;

const OF_NETWORK = [
  "/api/session",
  "/api/account",
  "/api/network",
  "/api/network/waiting",
  "/api/network/settings",
  "/api/members",
  "/api/invitations",
  "/api/methodology/current",
  "/api/methodology/versions",
  "/api/methodology/versions/1",
  "/api/methodology/versions/2",
  "/api/methodology/draft",
  "/api/methodology/draft/wordings",
  "/api/methodology/votes",
  "/api/reviews",
  "/api/matrix",
  "/api/matrix?by=questions&language=mk",
  "/api/matrix/cell?category=act",
  "/api/matrix/cell?question=q.means",
  "/api/agreement",
  "/api/agreement/places?category=act.recruitment",
  "/api/outputs",
  "/api/recommendations",
  "/api/house",
  "/api/places",
  "/api/replies",
  "/api/workshops",
  "/api/erasures",
  "/api/scans",
];
const OF_VERDICT = [
  "",
  "/names",
  "/clearing",
  "/revisions",
  "/revisions/1",
  "/seen",
  "/scan",
  "/scan/looked",
  "/rounds",
  "/cases",
  "/standing",
  "/called-off",
  "/translations",
  "/translations/en",
  "/translations/mk",
  "/passage-translations?language=en&anchor=1+0+10",
  "/reviews",
  "/quoted",
  "/about",
  "/answer-times?question=q.online&subject=verdict",
  "/agreement",
  "/agreement/gamma",
];
const OF_DOCUMENT = [
  "",
  "/sections",
  "/file",
  "/parts",
  "/parts?version=1",
  "/tray",
  "/versions",
  "/versions/1",
  "/versions/2",
  "/approval",
  "/naming",
  "/uncleared",
  "/verdicts",
];

/** What others are asked for of these. */
const SHORT: ReadonlySet<string> = new Set([
  "/api/session",
  "/api/account",
  "/api/network",
  "/api/members",
  "/api/methodology/draft",
  "/api/matrix",
  "/api/outputs",
  "/api/house",
  "/api/erasures",
  "",
  "/rounds",
  "/cases",
  "/standing",
  "/called-off",
  "/translations/en",
  "/parts",
  "/versions",
]);

/** What each person is answered to every question that reads, a file a person and subject. */
export async function tellAnswers(opened: Opened): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const first = new Map<string, unknown>();
  for (const who of [...ASKERS, ...OTHERS]) {
    const isShort = OTHERS.some((each) => each === who);
    const write = async (name: string, of: string, subject: string, paths: readonly string[]): Promise<void> => {
      const told: Record<string, unknown> = {};
      for (const part of paths.filter((each) => !isShort || SHORT.has(each))) {
        const [label, path] = [subject + part, of + part];
        const answer = await opened.read(who, path);
        told[label] = shortened(answer, first, path);
        if (!first.has(path)) first.set(path, answer);
      }
      files.set(`answers/${who}/${name}.json`, readable(told));
    };
    await write("network", "", "", OF_NETWORK);
    for (const [key, id] of Object.entries(opened.keys.verdicts)) {
      const of = `/api/verdicts/${id}`;
      const more = isShort ? [] : await partsOfVerdict(opened, who, of);
      await write(key, of, key, [...OF_VERDICT, ...more]);
    }
    for (const [key, id] of Object.entries(opened.keys.documents))
      await write(`document-${key}`, `/api/outputs/${id}`, key, OF_DOCUMENT);
  }
  files.set("answers/mira/one-by-one.json", readable(await oneByOne(opened)));
  return files;
}

/** What lists name, asked for by itself; the picture of a page; and what lies under a passphrase. */
async function oneByOne(opened: Opened): Promise<Record<string, unknown>> {
  const told: Record<string, unknown> = {};
  for (const list of ["/api/erasures", "/api/scans"]) {
    const [first] = (await opened.read("mira", list)) as { id: string }[];
    told[list] = await opened.read("mira", `${list}/${first?.id}`);
  }
  const picture = `/api/verdicts/${opened.keys.verdicts["zrenjanin"]}/scan/pages/1`;
  const answer = await opened.send("mira", "GET", picture);
  const { byteLength } = await answer.arrayBuffer();
  told["the picture of a page"] = `${answer.headers.get("content-type")}, ${byteLength} bytes`;
  const key = `/api/verdicts/${opened.keys.verdicts["nis"]}/sealed-key/open`;
  told["the sealed key"] = await (await opened.send("mira", "POST", key, { passphrase: PASSPHRASE })).json();
  return told;
}

/** Layers that are read by their rows, and what settling a round, or taking that back, would change. */
async function partsOfVerdict(opened: Opened, who: string, path: string): Promise<string[]> {
  const view = await opened.read(who, path);
  if (typeof view === "string") return [];
  const { layers, round } = view as { layers: { layer: string; frozenAt: string | null }[]; round: { id: string } };
  const frozen = layers.filter(({ frozenAt }) => frozenAt !== null).map(({ layer }) => `/layers/${layer}`);
  return [...frozen, `/rounds/${round.id}/settling`, `/rounds/${round.id}/unsettling`];
}

const AS_FIRST = "= mira";
const METHODOLOGY = "/api/methodology/current";

/** Without what the first one was answered to the same question, and without the methodology where it is the one in force. */
function shortened(answer: unknown, first: ReadonlyMap<string, unknown>, path: string): unknown {
  if (typeof answer === "string") return answer;
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const before = first.get(path);
  if (first.has(path) && same(answer, before)) return AS_FIRST;
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]: [string, unknown]) => {
      if (key === "methodology" && value !== null && same(value, first.get(METHODOLOGY)))
        return [key, `= ${METHODOLOGY}`];
      const earlier =
        typeof before === "object" && before !== null ? (before as Record<string, unknown>)[key] : undefined;
      return [
        key,
        earlier !== undefined && JSON.stringify(value).length > 40 && same(value, earlier) ? AS_FIRST : value,
      ];
    }),
  );
}
