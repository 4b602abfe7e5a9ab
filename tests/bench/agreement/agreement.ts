import { agreementOf } from "../../../schema/agreement/agreement-of.ts";
import { gamma } from "../../../schema/agreement/unitizing/gamma.ts";
import { continuumOf, ofCoders, type Round } from "../../../schema/agreement/round.ts";
import { createAgreement } from "../../../server/agreement/compute.ts";
import { Seeded } from "../../helpers/text/seeded.ts";
import { median, say, type Row } from "../report.ts";
import { roundOf } from "./round-of.ts";

const PART = "agreement of nine coders on thirty verdicts";
const RESAMPLES = 2000;

/** A whole round, as the page of agreement asks for it, and gamma of one verdict. */
export async function agreementPart(isQuick: boolean): Promise<Row[]> {
  const round = roundOf(new Seeded(20_261_126), { coders: 9, verdicts: 30 });
  const spans = round.verdicts.reduce((sum, verdict) => sum + verdict.spans.length, 0);
  const answers = round.verdicts.reduce((sum, verdict) => sum + verdict.answers.length, 0);
  const note = `${spans} passages, ${answers} answers, 72 categories, 59 questions`;
  say(note);
  return [
    row("all figures", 1000, note, 3, () => agreementOf(round)),
    row("with 2,000 resamples", 5000, "", isQuick ? 1 : 3, () => agreementOf(round, { resamples: RESAMPLES })),
    await threadRow(round),
    ...[2, 3, 9].map((coders) => gammaRow(round, coders)),
  ];
}

/** As the server does it: in a thread that has just begun, whose code is cold. */
async function threadRow(round: Round): Promise<Row> {
  const startedAt = cpuMs();
  await createAgreement().figures("bench", () => round);
  const what = "with 2,000 resamples, in a thread of its own";
  return { part: PART, what, unit: "CPU ms", coram: cpuMs() - startedAt, aim: 5000, note: "" };
}

function gammaRow({ verdicts: [verdict] }: Round, coders: number): Row {
  if (!verdict) throw new Error("no verdict");
  const continuum = continuumOf(ofCoders(verdict, verdict.coders.slice(0, coders)));
  let found: ReturnType<typeof gamma> | undefined;
  const measured = row(`gamma of one verdict, ${coders} coders`, undefined, "", 1, () => {
    found = gamma(continuum);
  });
  return {
    ...measured,
    note: `${continuum.units.length} passages, ${found?.samples} samples, exact: ${found?.isExact}`,
  };
}

function row(what: string, aim: number | undefined, note: string, times: number, run: () => unknown): Row {
  const taken = Array.from({ length: times }, () => {
    const startedAt = cpuMs();
    run();
    return cpuMs() - startedAt;
  });
  return { part: PART, what, unit: "CPU ms", coram: median(taken), ...(aim === undefined ? {} : { aim }), note };
}

/** Time on the processor since the start: what else the machine does is not counted. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
