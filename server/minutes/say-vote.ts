import type { Advice, Ballot, Tally } from "../../schema/domain/workshop/ballot.ts";
import type { Piece } from "./sentence.ts";
import { calledTable, type Facts, type Saying, typedIn } from "./say-record.ts";

/** What was asked, and what came of it. Who said what is not told, nor which organisation. */
export function sayVote(saying: Saying, ballot: Ballot, { tally }: Facts<"vote">): Piece[] {
  const { book, sentences } = saying;
  const { words } = sentences;
  const { secret, by, share } = ballot;
  const counts = tally ? countsOf(saying, ballot, tally) : sentences.fill(words.voteOpen);
  const table = book.workshop.tables.find(({ id }) => id === ballot.table);
  const said = { words: typedIn(saying, ballot.words), counts };
  const isShared = share !== null && tally !== null && tally.isCarried !== null;
  return sentences.all(
    table
      ? sentences.fill(words.voteAt, { ...said, table: calledTable(saying, table) })
      : sentences.fill(words.vote, said),
    by === "organisation" ? sentences.fill(words.byOrganisation) : [],
    secret ? sentences.fill(words.secret) : [],
    isShared ? sentences.fill(`${words.share[share]} ${tally.isCarried ? words.carried : words.notCarried}`) : [],
    ...(tally?.advice ?? []).map((each) => sayAdvice(saying, ballot, each)),
  );
}

function sayAdvice(saying: Saying, ballot: Ballot, advice: Advice): Piece[] {
  const { sentences } = saying;
  const said = advice.isWithheld ? sentences.fill(sentences.words.withheld) : countsOf(saying, ballot, advice);
  return sentences.fill(sentences.words.advice[advice.group], { said });
}

function countsOf(
  saying: Saying,
  { kind, choices }: Ballot,
  { counts, abstained }: Pick<Tally, "abstained" | "counts">,
): Piece[] {
  const { sentences } = saying;
  const { words } = sentences;
  const said = counts.map((count, i) => {
    if (kind === "yes-no") return sentences.fill(i === 0 ? words.yesNo.yes : words.yesNo.no, { n: String(count) });
    // Beside a point of the scale a number alone would be read as another one.
    if (kind === "scale")
      return sentences.list([sentences.fill(String(i + 1)), sentences.count(count, words.votes)], " – ");
    const name = typedIn(saying, choices[i] ?? "");
    const number = kind === "ranking" ? sentences.count(count, words.points) : sentences.fill(String(count));
    return sentences.list([name, number], " – ");
  });
  const none = abstained > 0 ? [sentences.fill(words.abstained, { n: String(abstained) })] : [];
  return sentences.list([...said, ...none]);
}
