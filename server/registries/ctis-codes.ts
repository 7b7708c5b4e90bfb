import type { AgeBand, Phase, StatusGroup } from '../../shared/trial.ts'

/** Code tables that only CTIS uses. Maps: a raw word such as `constructor` finds nothing in them. */

function table<Value>(entries: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(entries))
}

/**
 * Public status, as the portal's own script labels it (checked 2026-07-19 by gregory-ai) and ctrdata reads it. EMA's
 * list "Overall Trial Status" (1 Pending ... 13 Revoked) is the status of the application: never mixed with this one.
 */
const PUBLIC_STATUS = table<{ label: string; group: StatusGroup }>({
  1: { label: 'Under evaluation', group: 'under-review' },
  2: { label: 'Authorised, recruitment pending', group: 'not-yet-recruiting' },
  3: { label: 'Authorised, recruiting', group: 'recruiting' },
  4: { label: 'Ongoing, recruiting', group: 'recruiting' },
  5: { label: 'Ongoing, recruitment ended', group: 'active-not-recruiting' },
  6: { label: 'Temporarily halted', group: 'paused' },
  7: { label: 'Suspended', group: 'paused' },
  8: { label: 'Ended', group: 'completed' },
  9: { label: 'Expired', group: 'never-started' },
  10: { label: 'Revoked', group: 'ended-early' },
  11: { label: 'Not authorised', group: 'never-started' },
  12: { label: 'Cancelled', group: 'never-started' },
})

const GROUP_OF_LABEL = new Map([...PUBLIC_STATUS.values()].map(({ label, group }) => [label.toLowerCase(), group]))

export const ctisStatusWords: readonly string[] = [...PUBLIC_STATUS.values()].map(({ label }) => label)

/** Label of a public status code; an unknown code stays visible: `unknown status (13)`. */
export function publicStatusLabel(code: string | number | null): string | null {
  if (code === null) return null
  return PUBLIC_STATUS.get(String(code))?.label ?? `unknown status (${code})`
}

export function isKnownPublicStatus(code: string | number): boolean {
  return PUBLIC_STATUS.has(String(code))
}

/** Group of a status as kept in `overallStatus`. Whether "Ended" was early only the events of a trial tell. */
export function ctisStatusGroup(rawStatus: string | null): StatusGroup {
  return GROUP_OF_LABEL.get(rawStatus?.trim().toLowerCase() ?? '') ?? 'unknown'
}

const PHASES = table<{ label: string; phases: Phase[] }>({
  1: { label: 'Human Pharmacology (Phase I) - First administration to humans', phases: ['PHASE1'] },
  2: { label: 'Human Pharmacology (Phase I) - Bioequivalence Study', phases: ['PHASE1'] },
  3: { label: 'Human Pharmacology (Phase I) - Other', phases: ['PHASE1'] },
  4: { label: 'Therapeutic exploratory (Phase II)', phases: ['PHASE2'] },
  5: { label: 'Therapeutic confirmatory (Phase III)', phases: ['PHASE3'] },
  6: { label: 'Therapeutic use (Phase IV)', phases: ['PHASE4'] },
  7: { label: 'Phase I and Phase II (Integrated) - First administration to humans', phases: ['PHASE1', 'PHASE2'] },
  8: { label: 'Phase I and Phase II (Integrated) - Bioequivalence Study', phases: ['PHASE1', 'PHASE2'] },
  9: { label: 'Phase I and Phase II (Integrated) - Other', phases: ['PHASE1', 'PHASE2'] },
  10: { label: 'Phase II and Phase III (Integrated)', phases: ['PHASE2', 'PHASE3'] },
  11: { label: 'Phase III and Phase IV (Integrated)', phases: ['PHASE3', 'PHASE4'] },
})
const ROMAN = table<Phase>({
  i: 'PHASE1',
  ii: 'PHASE2',
  iii: 'PHASE3',
  iv: 'PHASE4',
})

/** Phases of `trialCategory.trialPhase` (a code in retrieve) and of search's label, whose spacing varies. */
export function readPhase(code: string | null, label: string | null): { stated: string | null; phases: Phase[] } {
  const known = code === null ? undefined : PHASES.get(code)
  if (known !== undefined) return { stated: label ?? known.label, phases: known.phases }
  const named = [...(label ?? '').matchAll(/\bphase (iv|i{1,3})\b/gi)].map((match) =>
    ROMAN.get(match[1]?.toLowerCase() ?? ''),
  )
  const phases = [...new Set(named.filter((phase) => phase !== undefined))].sort()
  return { stated: label ?? (code === null ? null : `unknown phase (${code})`), phases }
}

const AGE_CODES = table<AgeBand>({
  1: 'in-utero',
  2: '0-17-years',
  3: '18-64-years',
  4: '65-plus-years',
})
const AGE_WORDS = table<AgeBand>({
  'in utero': 'in-utero',
  '0-17 years': '0-17-years',
  '18-64 years': '18-64-years',
  '65+ years': '65-plus-years',
})

/**
 * Age bands from retrieve's codes, else from search's words. The form asks for all ranges that apply, so the ranges left
 * out are a No, but only when every code given is known. `ageRangeSecondary` is never read: the API does not follow
 * EMA's list for it (2023-505613-24-00 and 2024-510663-34-00, under 2 years and under 6 months, both carry 1, 2, 3).
 */
export function readAgeBands(
  codes: readonly string[],
  words: string | null,
): { included: AgeBand[]; excluded: AgeBand[] } {
  const stated: readonly (AgeBand | undefined)[] =
    codes.length > 0
      ? codes.map((code) => AGE_CODES.get(code))
      : (words ?? '')
          .split(',')
          .map((word) => word.trim().toLowerCase())
          .filter((word) => word !== '')
          .map((word) => AGE_WORDS.get(word))
  const all = [...AGE_CODES.values()]
  const included = all.filter((band) => stated.includes(band))
  const closed = included.length > 0 && !stated.includes(undefined)
  return { included, excluded: closed ? all.filter((band) => !included.includes(band)) : [] }
}

const LANGUAGES = table<string>({
  bulgarian: 'bg',
  croatian: 'hr',
  czech: 'cs',
  danish: 'da',
  dutch: 'nl',
  english: 'en',
  estonian: 'et',
  finnish: 'fi',
  french: 'fr',
  german: 'de',
  greek: 'el',
  hungarian: 'hu',
  icelandic: 'is',
  irish: 'ga',
  italian: 'it',
  latvian: 'lv',
  lithuanian: 'lt',
  maltese: 'mt',
  norwegian: 'no',
  polish: 'pl',
  portuguese: 'pt',
  romanian: 'ro',
  slovak: 'sk',
  slovenian: 'sl',
  spanish: 'es',
  swedish: 'sv',
})

/** BCP 47 tag of `languageDescription`. The number beside it does not follow EMA's list (7 is Spanish here, 23 there). */
export function languageTag(description: string | null): string | null {
  return LANGUAGES.get(description?.trim().toLowerCase() ?? '') ?? null
}
