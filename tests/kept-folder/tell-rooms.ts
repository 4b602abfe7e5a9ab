import * as Y from "yjs";
import { RawClient } from "../helpers/rooms/raw-client.ts";
import { readable, type Opened } from "./opened.ts";

interface VerdictAnswer {
  rooms: { room: string; kind: string; round?: number; owner?: string | null; audience?: string }[];
}
interface DocumentAnswer {
  rooms: { content: { room: string }; discussions: { room: string; audience: string }[] };
}

/** The people through whose eyes all rooms that are open to anybody are seen: a facilitator, and each coder of the blind round. */
const READERS = ["mira", "ana", "elena", "arben"] as const;

/** What every open room holds, a file a subject. Rooms of several readers are told once. */
export async function tellRooms(opened: Opened): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const told = new Set<string>();
  const subject = async (name: string, roomsFor: (who: string) => Promise<[label: string, room: string][]>) => {
    const contents: Record<string, unknown> = {};
    for (const who of READERS)
      for (const [label, room] of await roomsFor(who)) {
        if (told.has(room)) continue;
        told.add(room);
        contents[`${label}, read by ${who}`] = await contentOf(opened, who, room);
      }
    files.set(`rooms/${name}.json`, readable(contents));
  };
  for (const [key, id] of Object.entries(opened.keys.verdicts))
    await subject(key, async (who) => {
      const view = await opened.read(who, `/api/verdicts/${id}`);
      if (typeof view === "string") return [];
      return (view as VerdictAnswer).rooms.map(({ room, kind, round, owner, audience }) => {
        const name = kind === "layer" ? `${round} of ${nameOf(opened, owner ?? null)}` : audience;
        return [`${kind} ${name}`, room];
      });
    });
  for (const [key, id] of Object.entries(opened.keys.documents))
    await subject(`document-${key}`, async (who) => {
      const view = await opened.read(who, `/api/outputs/${id}`);
      if (typeof view === "string") return [];
      const { content, discussions } = (view as DocumentAnswer).rooms;
      return [
        ["content", content.room],
        ...discussions.map(({ room, audience }): [string, string] => [audience, room]),
      ];
    });
  await subject("methodology", async (who) => {
    const { draft, discussion } = (await opened.read(who, "/api/methodology/draft")) as Record<
      string,
      { room: string }
    >;
    return [
      ["draft", draft?.room ?? ""],
      ["discussion", discussion?.room ?? ""],
    ];
  });
  return files;
}

function nameOf({ keys }: Opened, member: string | null): string {
  return Object.entries(keys.people).find(([, { id }]) => id === member)?.[0] ?? "all";
}

async function contentOf(opened: Opened, who: string, room: string): Promise<unknown> {
  const client = await RawClient.openAt(opened.server, room, { cookie: opened.cookieOf(who) });
  await client.sync();
  client.close();
  await client.closed;
  return Object.fromEntries([...client.doc.share.keys()].sort().map((root) => [root, rootOf(client.doc, root)]));
}

/** A root by what stands in it, whatever our own code calls it. */
function rootOf(doc: Y.Doc, name: string): unknown {
  const { _map } = doc.share.get(name) as Y.AbstractType<unknown>;
  if (_map.size === 0) return doc.getXmlFragment(name).toJSON();
  const entries = Object.entries(doc.getMap(name).toJSON());
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
