import type { Hit } from "./name-index.ts";
import type { Found } from "../find/found.ts";
import type { Person } from "./persons.ts";
import { roleBefore } from "./role-before.ts";
import type { Source } from "../find/runs.ts";
import type { Word } from "../words.ts";

const FAR = 600;

/**
 * Who is meant by a word that several persons are called by: first what fits the form best, then the role said before it and its
 * sex, then who was named last in the same paragraph, then who stands first in the verdict.
 */
export function chooseHit(hits: readonly Hit[], word: Word, source: Source, before: readonly Found[]): Hit | null {
  const likely = Math.min(...hits.map((hit) => cost(hit)));
  const fitting = hits.filter((hit) => cost(hit) <= likely + 0.5);
  if (fitting.length < 2) return fitting[0] ?? null;
  const role = roleBefore(word, source);
  const recent = lastNamed(fitting, word, source, before);
  const firstNamed = Math.min(...fitting.map(({ person }) => person.first));
  const score = ({ person, rank }: Hit): number => {
    let sum = -rank;
    if (role) {
      const share = (person.roles.get(role.role) ?? 0) / Math.max(1, ...person.roles.values());
      sum += role.distance < 3 ? 4 * share : 1.5 * share;
      if (role.sex && person.sex) sum += role.sex === person.sex ? 3 : -4;
    }
    if (person === recent) sum += 3;
    if (person.first === firstNamed) sum += 1;
    return sum;
  };
  return fitting.reduce((best, hit) => (score(hit) > score(best) ? hit : best));
}

// Fathers and birth names are met where they are declared and hardly anywhere else.
function cost({ rank, part }: Hit): number {
  return rank + (part === "parent" ? 4 : part === "birth" ? 3 : 0);
}

function lastNamed(hits: readonly Hit[], word: Word, { text }: Source, before: readonly Found[]): Person | null {
  const persons = new Set(hits.map(({ person }) => person));
  for (let i = before.length - 1; i >= 0; i--) {
    const found = before[i];
    if (!found || word.start - found.end > FAR) return null;
    if (text.slice(found.end, word.start).includes("\n")) return null;
    if (persons.has(found.person)) return found.person;
  }
  return null;
}
