/** Before and behind what is cut out of words: neither a word nor a token, [Victim A] or [Žrtva A], is cut in half. */
const OPEN_END = /(?:\[[^\]]*|\S+)$/;
const OPEN_START = /^(?:[^[]*\]\S*|\S+)/;

/** Words, of which as many are shown from their beginning as fit. */
export function shortened(words: string, most: number): string {
  return words.length <= most ? words : `${headOf(words, most - 1)}…`;
}

/** Words, of which the middle goes where they are longer. */
export function withoutMiddle(words: string, most: number, half: number): string {
  return words.length <= most ? words : `${headOf(words, half)} … ${tailOf(words, half)}`;
}

function headOf(words: string, most: number): string {
  const cut = words.slice(0, most);
  const isOpen = /\[[^\]]*$/.test(cut) || !/\s/.test(words.charAt(most));
  return (isOpen ? cut.replace(OPEN_END, "") : cut).trimEnd() || cut;
}

function tailOf(words: string, most: number): string {
  const cut = words.slice(-most);
  const isOpen = /^[^[]*\]/.test(cut) || !/\s/.test(words.charAt(words.length - most - 1));
  return (isOpen ? cut.replace(OPEN_START, "") : cut).trimStart() || cut;
}
