import { describe, expect, it } from "vitest";
import { typeStrokes } from "../../../../../client/writer/write-on.ts";
import { Writers } from "../../../../helpers/browser/outputs/two-writers.ts";
import { paragraph, words } from "../../../../helpers/network/an-output.ts";

const SECOND = "One two three four.";
const START = "First.".length + 2;

/** Where words end in the document that a writer has. */
function behind(writers: Writers, who: number, needle: string): number {
  let at = -1;
  writers.editors[who]?.view.state.doc.descendants((node, pos) => {
    const found = node.isText ? (node.text ?? "").indexOf(needle) : -1;
    if (found >= 0) at = pos + found + needle.length - 1;
  });
  return at;
}

function type(writers: Writers, who: number, place: string, typed: string): void {
  const at = behind(writers, who, place);
  writers.select(who, at, at);
  const editor = writers.editors[who];
  if (editor) typeStrokes(editor.view, [typed]);
}

interface Way {
  act(writers: Writers): void;
  /** What the text of both begins with. */
  first: string[];
}

const alone = ["First.", "One"];
const joined = ["First.One"];
const join = (writers: Writers): void => {
  writers.select(1, START, START);
  writers.press(1, "Backspace");
};
const ways: Record<string, Way> = {
  list: { act: (writers) => writers.run(1, "bullet-list"), first: alone },
  quotation: { act: (writers) => writers.run(1, "quote"), first: alone },
  heading: { act: (writers) => writers.run(1, "heading-2"), first: alone },
  join: { act: join, first: joined },
  "join and split": {
    act: (writers) => {
      join(writers);
      type(writers, 1, "One", "\ntheirs");
    },
    first: ["First.One", "theirs"],
  },
};

describe("while an author is out of reach a colleague moves the paragraph in which they press Enter", () => {
  const places = ["One two", "One two three", SECOND];
  const both = [false, true];
  const cases = Object.keys(ways).flatMap((way) =>
    places.flatMap((place) =>
      both.flatMap((isTurned) =>
        both.flatMap((isAway) => both.map((isFirst) => ({ way, place, isTurned, isAway, isFirst }))),
      ),
    ),
  );
  it.each(cases)(
    "its words stand once, each half where it was put: $way, $place, $isTurned, $isAway, $isFirst",
    async (each) => {
      const { way, place, isTurned, isAway, isFirst } = each;
      const writers = new Writers(
        ["First.", SECOND, "Third."].map((said) => paragraph(words(said))),
        isTurned,
      );
      type(writers, 0, place, " mine\nbelow");
      writers.select(1, START, START);
      const { act, first } = ways[way] ?? { act: () => undefined, first: [] };
      act(writers);
      // The one who was out of reach is told at once of all that the other did.
      if (isAway) writers.comeBack(isFirst ? 1 : 0);
      for (const who of isFirst ? [1, 0, 1, 0] : [0, 1, 0, 1]) writers.bring(who);
      expect(writers.blocks(0)).toEqual(writers.blocks(1));
      const before = [...first.slice(0, -1), `${first.at(-1)}${place.slice("One".length)} mine`];
      const after = `below${SECOND.slice(place.length)}`;
      expect(writers.blocks(0).filter(Boolean)).toEqual([...before, after, "Third."]);
      await Promise.resolve();
      expect(writers.lost).toEqual([[], []]);
    },
  );

  it.each([0, 1])("nor do words stand twice that they joined and split behind that place: away %i", (away) => {
    const writers = new Writers(["First.", SECOND, "Third."].map((said) => paragraph(words(said))));
    type(writers, 0, "One two", " mine\nbelow");
    join(writers);
    type(writers, 1, "One two three", "\ntheirs");
    writers.comeBack(away);
    for (const who of [1 - away, away, 1 - away]) writers.bring(who);
    expect(writers.blocks(0)).toEqual(writers.blocks(1));
    expect(writers.blocks(0)).toEqual(["First.One two mine three", "theirs four.", "below", "Third."]);
  });

  it("what they had seen of it, and joined again, stays as it is when one of them loses the connection", () => {
    const writers = new Writers(["First.", SECOND, "Third."].map((said) => paragraph(words(said))));
    type(writers, 0, "One two three four", "\nbelow");
    writers.bring(1);
    join(writers);
    const at = behind(writers, 1, "below.");
    writers.select(1, at, at);
    type(writers, 1, "below.", " More.");
    writers.comeBack(0);
    writers.comeBack(1);
    expect(writers.blocks(0)).toEqual(writers.blocks(1));
    expect(writers.blocks(0)).toEqual(["First.One two three four", "below. More.", "Third."]);
  });
});
