import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Member } from "../../../schema/domain/member.ts";
import { initialsOf } from "../../../schema/domain/member.ts";
import { MemberId, newId, OrganisationId, RoomId } from "../../../schema/domain/ids.ts";
import type { VerdictData } from "../../../schema/domain/verdict.ts";
import { cookieName, openSession } from "../../../server/auth/sessions.ts";
import { createConfig } from "../../../server/config.ts";
import { newVerdict } from "../../../server/actions/new-verdict.ts";
import { startServer, type RunningServer } from "../../../server/main.ts";
import { writeFor } from "../../../server/rooms/write-for.ts";
import type { Store } from "../../../server/store/store.ts";
import { addOutput } from "../../helpers/rooms/output-room.ts";
import { Seeded } from "../../helpers/text/seeded.ts";
import { paragraphsOf } from "../../helpers/network/test-server.ts";
import { answerWith } from "../child.ts";
import { addTags, editTags, TEXT_LENGTH } from "./layer-content.ts";
import { VITALS } from "./vitals.ts";

// Coram's own server over a data folder of its own, SQLite with synchronous=FULL, as `coram serve` starts it.

/** What the rooms hold before anybody comes. */
export interface Seeding {
  /** Each verdict has three rooms: shared layer, internal and review discussion. */
  verdicts: number;
  lawyers: number;
  /** For the layer of the first verdict. */
  tags?: number;
  noteLength?: number;
  /** Changes to those tags, made a few at a time. */
  edits?: number;
  /** Documents with an empty room each. */
  documents?: number;
  /** The server goes on; else another one reads the rooms from the disk. */
  goesOn?: boolean;
}

export interface Started {
  port: number;
  /** Layers first, then the discussions. */
  rooms: string[];
  /** Rooms of the documents. */
  documents: string[];
  /** Values of the Cookie header, one a lawyer. */
  cookies: string[];
  /** Bytes of the database file, its log included, once everything is stored. */
  stored: number;
}

const folder = mkdtempSync(join(tmpdir(), "coram-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.on("disconnect", () => process.exit());
const config = createConfig({ port: 0, dataFolder: folder, logLevel: "error" });
let server: RunningServer | null = null;

const DATA: VerdictData = {
  country: "rs",
  court: "Viši sud",
  caseNumber: "K 1/26",
  date: "2026-01-01",
  instance: "first",
  form: "organised",
  language: "sr",
  script: "Latn",
  invented: true,
  keptUntil: null,
  related: [],
  conflicts: [],
  courtsNumbers: { defendants: null, victims: null },
  courtsCopy: "not-looked",
};

async function addLawyers(store: Store, organisation: OrganisationId, count: number): Promise<Member[]> {
  const members: Member[] = [];
  for (let i = 0; i < count; i++) {
    const name = `Lawyer ${i}`;
    const member: Member = {
      id: newId(MemberId),
      name,
      initials: initialsOf(name),
      role: i === 0 ? "facilitator" : "lawyer",
      organisation,
      country: "rs",
      guest: null,
      removedAt: null,
    };
    await store.people.addMember(member, null);
    members.push(member);
  }
  return members;
}

async function start(seeding: Seeding): Promise<Started> {
  server = await startServer(config);
  const { store, hub } = server;
  const organisation = { id: newId(OrganisationId), name: "Bench", country: "rs" as const };
  await store.people.addOrganisation(organisation);
  const members = await addLawyers(store, organisation.id, seeding.lawyers);
  const [by] = members;
  if (!by) throw new Error("nobody to write");
  const cookies: string[] = [];
  for (const member of members) {
    const { secret } = await openSession(store, member, new Date());
    cookies.push(`${cookieName(config)}=${secret}`);
  }
  const layers: string[] = [];
  const discussions: string[] = [];
  const text = { ...paragraphsOf(["x".repeat(TEXT_LENGTH)]), pages: 1 };
  for (let i = 0; i < seeding.verdicts; i++) {
    const made = newVerdict(DATA, organisation.id, text, by.id, new Date().toISOString());
    await store.verdicts.add(made);
    await store.verdicts.setStage(made.verdict.id, "cleared");
    layers.push(made.rooms.layer);
    discussions.push(made.rooms.internal, made.rooms.review);
    if (i > 0) continue;
    const random = new Seeded(1);
    const chunk = 500;
    for (let left = seeding.tags ?? 0; left > 0; left -= chunk)
      await writeFor(hub, made.rooms.layer, by.id, (doc) =>
        addTags(doc, random, Math.min(chunk, left), seeding.noteLength),
      );
    for (let left = seeding.edits ?? 0; left > 0; left -= chunk)
      await writeFor(hub, made.rooms.layer, by.id, (doc) => editTags(doc, random, Math.min(chunk, left)));
  }
  const documents: string[] = [];
  for (let i = 0; i < (seeding.documents ?? 0); i++)
    documents.push((await addOutput({ store, lawyers: [by] })).content);
  if (seeding.tags && !seeding.goesOn) {
    // A new hub: nothing is in memory before the first comes.
    await server.stop();
    server = await startServer(config);
    // Rooms may have been renewed.
    for (const [i, layer] of layers.entries()) {
      const verdict = (await server.store.rooms.row(RoomId.parse(layer)))?.verdict;
      const rooms = verdict ? await server.store.verdicts.rooms(verdict) : [];
      layers[i] = rooms.find(({ kind }) => kind === "layer")?.id ?? layer;
    }
  }
  return {
    port: server.port,
    rooms: [...layers, ...discussions],
    documents,
    cookies,
    stored: statSync(join(folder, "coram.db")).size,
  };
}

answerWith({ ...VITALS, start });
