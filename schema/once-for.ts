/** A function that answers again what it answered last while it is asked the same. */
export function onceFor<Asked extends readonly unknown[], Answer>(
  make: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
  let last: { asked: Asked; answer: Answer } | null = null;
  return (...asked) => {
    if (!last || asked.some((each, i) => each !== last?.asked[i])) last = { asked, answer: make(...asked) };
    return last.answer;
  };
}
