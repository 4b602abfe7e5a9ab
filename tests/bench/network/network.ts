import { type Person, startTestServer, type TestServer } from "../../helpers/network/test-server.ts";
import { median, say, type Row } from "../report.ts";

const PART = "home of a network of 45 verdicts, with twelve pages open";
const VERDICTS = 45;
const PAGES = 12;

/** What a dozen open pages ask when something was told: until all of them have their answer. */
export async function networkPart(isQuick: boolean): Promise<Row[]> {
  say(`${PAGES} pages that ask what is new`);
  const undo: (() => Promise<void>)[] = [];
  const server = await startTestServer({ onTestFinished: (each) => void undo.push(each) });
  try {
    for (let i = 0; i < VERDICTS; i++)
      await server.newVerdict([`Verdict ${i}.`], { stage: i % 3 === 0 ? "in-preparation" : "cleared" });
    const times = isQuick ? 3 : 10;
    return [
      {
        part: PART,
        what: "the whole list",
        unit: "ms",
        coram: await answered(server, "/api/network", times),
        aim: 1000,
      },
      { part: PART, what: "how much waits", unit: "ms", coram: await answered(server, "/api/network/waiting", times) },
    ];
  } finally {
    for (const each of undo.toReversed()) await each();
  }
}

/** Each time something was changed just before. */
async function answered(server: TestServer, path: string, times: number): Promise<number> {
  const { facilitator, lawyer, otherLawyer, reviewer } = server.people;
  const askers: Person[] = [facilitator, lawyer, otherLawyer, reviewer];
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    await server.store.setSetting("network-name", `Network ${i}`);
    const began = performance.now();
    await Promise.all(
      Array.from({ length: PAGES }, (_, page) => server.ask(askers[page % askers.length] ?? lawyer, "GET", path)),
    );
    took.push(performance.now() - began);
  }
  return median(took);
}
