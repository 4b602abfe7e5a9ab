import type { Round, RoundAnswer, RoundQuestion, RoundSpan, RoundVerdict } from "../../../schema/agreement/round.ts";
import type { Seeded } from "../../helpers/text/seeded.ts";

const LENGTH = 40_000;
const PLACES = 65;
const CATEGORIES = 72;
const QUESTIONS = 59;

/** A made-up round: coders find most of the same places, and differ in ends, category and answers as the real codings do. */
export function roundOf(random: Seeded, size: { coders: number; verdicts: number }): Round {
  const coders = Array.from({ length: size.coders }, (_, coder) => `coder${coder}`);
  const verdicts = Array.from({ length: size.verdicts }, (_, at): RoundVerdict => {
    const country = ["rs", "mk", "al"][at % 3] ?? "rs";
    return {
      id: `verdict${at}`,
      country,
      language: { rs: "sr", mk: "mk", al: "sq" }[country] ?? "sr",
      length: LENGTH,
      coders,
      spans: spansOf(random, coders),
      answers: answersOf(random, coders),
    };
  });
  const questions = Array.from({ length: QUESTIONS }, (_, at) => ({ id: `question${at}`, scale: scaleOf(at) }));
  return { verdicts, questions };
}

const scaleOf = (question: number): RoundQuestion["scale"] =>
  question % 6 === 0 ? "number" : question % 5 === 0 ? "set" : "nominal";

function spansOf(random: Seeded, coders: readonly string[]): RoundSpan[] {
  return Array.from({ length: PLACES }).flatMap(() => {
    const start = random.below(LENGTH - 600);
    const length = 60 + random.below(400);
    const category = random.below(CATEGORIES);
    return coders.flatMap((coder): RoundSpan[] => {
      if (random.chance(25)) return [];
      const from = start + (random.chance(50) ? random.below(40) : 0);
      const to = start + length - (random.chance(50) ? random.below(30) : 0);
      const seen = random.chance(80) ? category : random.below(CATEGORIES);
      return [{ coder, start: from, end: Math.max(from + 1, to), category: `c${seen}` }];
    });
  });
}

function answersOf(random: Seeded, coders: readonly string[]): RoundAnswer[] {
  const units = ["verdict", "d1", "v1", "v2"];
  return Array.from({ length: QUESTIONS }).flatMap((_, at) =>
    units.slice(0, at % 4 === 0 ? 4 : 1).flatMap((unit) => {
      const usual = random.below(4);
      return coders.flatMap((coder): RoundAnswer[] => {
        if (random.chance(10)) return [];
        const said = random.chance(75) ? usual : random.below(4);
        const value = { number: said * 6, set: ["a", "b", "c"].slice(0, said), nominal: `choice${said}` }[scaleOf(at)];
        return [{ coder, question: `question${at}`, unit, value }];
      });
    }),
  );
}
