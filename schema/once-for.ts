/** A function that answers again what it answered last while it is asked the same. */
export function onceFor<Asked extends readonly unknown[], Answer>(
  make: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
  let last: { asked: Asked; answer: Answer } | null = null;
  return (...asked) => {
    const isSame = last?.asked.length === asked.length && asked.every((each, i) => each === last?.asked[i]);
    if (!last || !isSame) last = { asked, answer: make(...asked) };
    return last.answer;
  };
}
