import { OutputParts } from "../../../schema/protocol/http/quotes.ts";
import { MinutesMade } from "../../../schema/protocol/http/workshops/minutes.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { TestServer } from "../network/test-server.ts";

/** What the records of its minutes say, one behind the other. */
export async function minutesOf(server: TestServer, { workshop }: WorkshopView): Promise<string> {
  const { facilitator } = server.people;
  const made = await server.ask(facilitator, "POST", `/api/workshops/${workshop.id}/minutes`, { languages: ["en"] });
  const { output } = MinutesMade.parse(await made.json());
  const { parts } = OutputParts.parse(
    await (await server.ask(facilitator, "GET", `/api/outputs/${output}/parts`)).json(),
  );
  return parts.flatMap((part) => (part.kind === "record" ? part.pieces.map(({ text }) => text) : [])).join("");
}
