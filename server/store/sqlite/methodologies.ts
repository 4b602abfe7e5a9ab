import { CategoryMap, unsortedId } from "../../../schema/domain/methodology/category-map.ts";
import { CategoryId, MemberId, MethodologyId, newId, RoomId, ThreadId } from "../../../schema/domain/ids.ts";
import {
  MethodologyContent,
  type Category,
  type MethodologyVersion,
  type Question,
  withoutFormer,
} from "../../../schema/domain/methodology/methodology.ts";
import { behindIn } from "../../../schema/domain/methodology/behind-texts.ts";
import { splitsIn } from "../../../schema/domain/methodology/shown-category.ts";
import { withSplits } from "../../../schema/domain/methodology/to-be-sorted.ts";
import { VoteValue, type VoteList } from "../../../schema/protocol/http/methodology.ts";
import type { DraftRow, MethodologyStore } from "../methodology-store.ts";
import { StoreError } from "../store-error.ts";
import { read, write } from "./file/intent.ts";
import { createEarlierWordings } from "./rows/earlier-wordings.ts";
import { createTouchedFields } from "./rows/touched-fields.ts";
import { parseJson } from "./rows/json.ts";
import { SqlitePart } from "./part.ts";

interface VersionColumns {
  methodology: string;
  number: number;
  frozen_at: string;
  frozen_by: string | null;
  note: string;
  content: string;
  fates: string;
}

interface VoteColumns {
  thread: string;
  member: string;
  vote: string;
  at: string;
}

/** The network's one methodology, its frozen versions and its draft. */
export class SqliteMethodologies extends SqlitePart implements MethodologyStore {
  readonly #wordings = createEarlierWordings(this.db);
  readonly #touches = createTouchedFields(this.db);
  readonly #newest = this.db
    .prepare<[], number>("SELECT number FROM methodology_versions ORDER BY number DESC LIMIT 1")
    .pluck();
  readonly #openedBy = this.db.prepare<[string], number>("SELECT 1 FROM opened_methodologies WHERE member = ?").pluck();
  readonly #byNumber = this.db.prepare<[number], VersionColumns>("SELECT * FROM methodology_versions WHERE number = ?");
  readonly #all = this.db.prepare<[], VersionColumns>("SELECT * FROM methodology_versions ORDER BY number");
  readonly #setTexts = this.db.prepare("UPDATE methodology_versions SET note = ?, content = ? WHERE number = ?");
  readonly #cards = this.db.prepare<[], Omit<VersionColumns, "content" | "fates">>(
    "SELECT methodology, number, frozen_at, frozen_by, note FROM methodology_versions ORDER BY number DESC",
  );
  readonly #theOne = this.db.prepare<[], { id: string; draft_version: number | null }>(
    "SELECT id, draft_version FROM methodologies",
  );
  readonly #insertMethodology = this.db.prepare("INSERT INTO methodologies (id, created_at) VALUES (?, ?)");
  readonly #insertVersion = this.db.prepare(
    `INSERT INTO methodology_versions (methodology, number, frozen_at, frozen_by, note, content, fates)
     VALUES (:methodology, :number, :frozenAt, :by, :note, :content, :fates)`,
  );
  readonly #insertProposal = this.db.prepare(
    "INSERT INTO frozen_proposals (version, category, member, taken) VALUES (:version, :category, :member, :taken)",
  );
  readonly #proposals = this.db.prepare<[string], { version: number; category: string; member: string; taken: number }>(
    "SELECT version, category, member, taken FROM frozen_proposals WHERE member = ? ORDER BY version, category",
  );
  readonly #roomsOf = this.db.prepare<[string], { id: string; kind: string }>(
    "SELECT id, kind FROM rooms WHERE methodology = ? AND gone = 0",
  );
  readonly #insertRoom = this.db.prepare("INSERT INTO rooms (id, kind, audience, methodology) VALUES (?, ?, ?, ?)");
  readonly #setDraftVersion = this.db.prepare("UPDATE methodologies SET draft_version = ?");
  readonly #upsertVote = this.db.prepare(
    `INSERT INTO votes (methodology, thread, member, vote, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (thread, member) DO UPDATE SET vote = excluded.vote, at = excluded.at`,
  );
  readonly #dropVote = this.db.prepare("DELETE FROM votes WHERE thread = ? AND member = ?");
  readonly #votes = this.db.prepare<[], VoteColumns>(
    "SELECT thread, member, vote, at FROM votes ORDER BY at, thread, member",
  );
  // A version never changes, and to read one is to read all before it.
  readonly #known = new Map<number, ReadVersion>();

  readonly isOpenedBy: MethodologyStore["isOpenedBy"] = (member) =>
    read(this.db, () => this.#openedBy.get(member) === 1);

  readonly current: MethodologyStore["current"] = () => read(this.db, () => this.#versionOf(this.#newest.get() ?? 0));

  readonly version: MethodologyStore["version"] = (number) => read(this.db, () => this.#versionOf(number));

  readonly versions: MethodologyStore["versions"] = () =>
    read(this.db, () =>
      this.#cards.all().map(({ number, frozen_at, frozen_by, note }) => ({
        number,
        frozenAt: frozen_at,
        by: frozen_by === null ? null : MemberId.parse(frozen_by),
        note,
      })),
    );

  readonly freeze: MethodologyStore["freeze"] = async (content, note, by, at, onto) => {
    const number = await write(this.db, () => {
      const before = this.#newest.get() ?? 0;
      if (onto && onto.base !== before) throw new StoreError("conflict", `Version ${before} is in force`);
      const methodology = this.#theOne.get()?.id ?? newId(MethodologyId);
      if (before === 0) this.#insertMethodology.run(methodology, at);
      const checked = JSON.stringify(withoutFormer(MethodologyContent.parse(content)));
      // What could not be read would be in force: nothing could be opened any more.
      const fates = JSON.stringify(CategoryMap.shape.fates.parse(onto?.fates ?? {}));
      this.#insertVersion.run({ methodology, number: before + 1, frozenAt: at, note, by, content: checked, fates });
      for (const { category, member, isTaken } of onto?.proposals ?? [])
        this.#insertProposal.run({ version: before + 1, category, member, taken: isTaken ? 1 : 0 });
      return before + 1;
    });
    // Not before it is stored: what is known of a version that failed would be another's.
    const version = await read(this.db, () => this.#versionOf(number));
    if (!version) throw new Error("a version that was stored is not there");
    return version;
  };

  readonly frozenProposals: MethodologyStore["frozenProposals"] = (of) =>
    read(this.db, () =>
      this.#proposals.all(of).map(({ version, category, member, taken }) => ({
        version,
        category: CategoryId.parse(category),
        member: MemberId.parse(member),
        isTaken: taken === 1,
      })),
    );

  readonly rewrite: MethodologyStore["rewrite"] = async (note, content) => {
    await write(this.db, () => {
      for (const row of this.#all.all()) {
        const text = JSON.stringify(content(parseJson(MethodologyContent, row.content)));
        const said = note(row.note);
        if (text !== row.content || said !== row.note) this.#setTexts.run(said, text, row.number);
      }
    });
    this.#known.clear();
  };

  readonly openDraft: MethodologyStore["openDraft"] = ({ room, discussion }) =>
    write(this.db, () => {
      const methodology = this.#theOne.get();
      if (!methodology) throw new StoreError("not-found");
      const there = this.#draft();
      if (there) return there;
      this.#insertRoom.run(room, "methodology", null, methodology.id);
      this.#insertRoom.run(discussion, "discussion", "internal", methodology.id);
      return { methodology: MethodologyId.parse(methodology.id), version: null, room, discussion };
    });

  readonly draft: MethodologyStore["draft"] = () => read(this.db, () => this.#draft());

  readonly setDraftVersion: MethodologyStore["setDraftVersion"] = (number) =>
    write(this.db, () => void this.#setDraftVersion.run(number));

  readonly keepWording: MethodologyStore["keepWording"] = (wording, since) =>
    write(this.db, () => this.#wordings.keep(wording, since));

  readonly keepTouched: MethodologyStore["keepTouched"] = (places, by, at) =>
    write(this.db, () => this.#touches.keep(places, by, at));

  readonly touched: MethodologyStore["touched"] = () => read(this.db, () => this.#touches.all());

  readonly wordings: MethodologyStore["wordings"] = () => read(this.db, () => this.#wordings.all());

  readonly rewriteWordings: MethodologyStore["rewriteWordings"] = (rewrite) =>
    write(this.db, () => this.#wordings.rewrite(rewrite));

  readonly vote: MethodologyStore["vote"] = (thread, member, vote, at) =>
    write(this.db, () => {
      const methodology = this.#theOne.get();
      if (!methodology) throw new StoreError("not-found");
      if (vote === null) this.#dropVote.run(thread, member);
      else this.#upsertVote.run(methodology.id, thread, member, vote, at);
    });

  readonly votes: MethodologyStore["votes"] = () => read(this.db, () => this.#votes.all().map(toVote));

  #readVersion(number: number): ReadVersion | null {
    const found = this.#known.get(number);
    if (found) return found;
    const row = this.#byNumber.get(number);
    if (!row) return null;
    const version = toVersion(row, this.#readVersion(number - 1));
    this.#known.set(number, version);
    return version;
  }

  #versionOf(number: number): MethodologyVersion | null {
    return this.#readVersion(number)?.version ?? null;
  }

  #draft(): DraftRow | null {
    const methodology = this.#theOne.get();
    if (!methodology) return null;
    const rooms = this.#roomsOf.all(methodology.id);
    const room = rooms.find(({ kind }) => kind === "methodology");
    const discussion = rooms.find(({ kind }) => kind === "discussion");
    if (!room || !discussion) return null;
    return {
      methodology: MethodologyId.parse(methodology.id),
      version: methodology.draft_version,
      room: RoomId.parse(room.id),
      discussion: RoomId.parse(discussion.id),
    };
  }
}

function toVote({ thread, member, vote, at }: VoteColumns): VoteList["votes"][number] {
  return { thread: ThreadId.parse(thread), member: MemberId.parse(member), vote: VoteValue.parse(vote), at };
}

/** A version, and the categories that it has no more as they stood last, without what has to be sorted. */
interface ReadVersion {
  version: MethodologyVersion;
  gone: Category[];
}

/** Gives each question the choices that it had once. */
function rememberChoices(content: MethodologyContent, before: readonly Question[]): MethodologyContent {
  const earlier = new Map(before.map((question) => [question.id, question]));
  const questions = content.questions.map((question) => {
    const { choices = [], formerChoices = [] } = earlier.get(question.id) ?? {};
    const offered = new Set(question.choices?.map(({ id }) => id));
    const gone = new Map([...formerChoices, ...choices].map((choice) => [choice.id, choice]));
    const former = [...gone.values()].filter(({ id }) => !offered.has(id));
    return former.length > 0 ? { ...question, formerChoices: former } : question;
  });
  return { ...content, questions };
}

function toVersion(row: VersionColumns, read: ReadVersion | null): ReadVersion {
  const before = read?.version ?? null;
  const content = rememberChoices(parseJson(MethodologyContent, row.content), before?.content.questions ?? []);
  const ids = new Set(content.categories.map(({ id }) => id));
  const isGone = ({ id }: Category): boolean => !ids.has(id);
  const earlier = before && read ? [...before.content.categories, ...read.gone] : [];
  const fates = parseJson(CategoryMap.shape.fates, row.fates);
  // One of whose parts goes by its own id: its unsorted tags are still of what it was.
  for (const { id, ...category } of before?.content.categories ?? []) {
    const fate = fates[id];
    if (fate?.kind === "split" && fate.into.includes(id))
      earlier.push({ ...category, id: unsortedId(id, fate.into), parent: null });
  }
  const maps = before ? [...before.maps, { from: before.number, fates }] : [];
  const gone = earlier.filter(isGone);
  const version = {
    methodology: MethodologyId.parse(row.methodology),
    number: row.number,
    frozenAt: row.frozen_at,
    note: row.note,
    content,
    maps,
    gone: withSplits(gone, splitsIn({ maps, number: row.number }), content.categories),
    behind: behindIn(before?.behind ?? [], before?.content.categories ?? [], content.categories, {
      fates,
      at: row.frozen_at,
    }),
  };
  return { version, gone };
}
