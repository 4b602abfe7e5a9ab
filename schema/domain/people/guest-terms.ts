import type { MemberId, OutputId, VerdictId } from "../ids.ts";
import type { GuestBinding, GuestTerm } from "../member.ts";

/** What one invitation opens to a guest. */
export interface GuestGrant {
  verdict: VerdictId | null;
  output: OutputId | null;
  invitedBy: MemberId;
  expiresAt: string;
}

/** By whose invitation each text is open, and until when; of one to which two invited there are two. */
export function termsOf(binding: GuestBinding): GuestTerm[] {
  const { verdicts, outputs, invitedBy, expiresAt } = binding;
  if (binding.terms) return binding.terms;
  return [...verdicts, ...outputs].map((of) => ({ of, invitedBy, expiresAt }));
}

/** The binding with another invitation beside those that are there: none of them lasts longer by it. */
export function withGrant(binding: GuestBinding, { verdict, output, invitedBy, expiresAt }: GuestGrant): GuestBinding {
  const of = verdict ?? output;
  if (of === null) return binding;
  const { verdicts, outputs } = binding;
  const opened = {
    ...binding,
    verdicts: verdict ? [...new Set([...verdicts, verdict])] : verdicts,
    outputs: output ? [...new Set([...outputs, output])] : outputs,
  };
  return ofTerms(opened, [...termsOf(binding), { of, invitedBy, expiresAt }]);
}

/** The binding with those terms alone; what none of them opens is left out. */
export function keepingTerms(binding: GuestBinding, keeps: (term: GuestTerm) => boolean): GuestBinding {
  const terms = termsOf(binding);
  return terms.every(keeps) ? binding : ofTerms(binding, terms.filter(keeps));
}

/** The binding as it is at a time: what was open for a shorter time than the stay lasts is open no longer. After the stay it is as it was. */
export const boundAt = (binding: GuestBinding, now: string): GuestBinding =>
  binding.expiresAt > now ? keepingTerms(binding, ({ expiresAt }) => expiresAt > now) : binding;

/** By whose invitation a text is open longest, and until when; null where it is not. */
export function termOf(binding: GuestBinding, text: string): GuestTerm | null {
  return termsOf(binding).reduce<GuestTerm | null>(
    (last, each) => (each.of === text && (last === null || each.expiresAt > last.expiresAt) ? each : last),
    null,
  );
}

/** Whether a text is open to a guest at a time. */
export const isOpenAt = (binding: GuestBinding, text: string, now: string): boolean =>
  termsOf(binding).some(({ of, expiresAt }) => of === text && expiresAt > now);

/** Who invited a guest, each once. */
export const allInviters = (binding: GuestBinding): MemberId[] => [
  ...new Set([binding.invitedBy, ...termsOf(binding).map(({ invitedBy }) => invitedBy)]),
];

function ofTerms(binding: GuestBinding, terms: GuestTerm[]): GuestBinding {
  const isOpen = (text: string): boolean => terms.some(({ of }) => of === text);
  const isThere = terms.some(({ invitedBy }) => invitedBy === binding.invitedBy);
  return {
    ...binding,
    verdicts: binding.verdicts.filter(isOpen),
    outputs: binding.outputs.filter(isOpen),
    invitedBy: (isThere ? undefined : terms[0]?.invitedBy) ?? binding.invitedBy,
    expiresAt:
      terms
        .map(({ expiresAt }) => expiresAt)
        .sort()
        .at(-1) ?? binding.expiresAt,
    terms,
  };
}
