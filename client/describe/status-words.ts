import type { StatusGroup, TrialSummary } from '../../shared/trial.ts'
import type { RecordLocale } from '../state/locale.ts'
import { isolated } from '../../shared/text/isolated.ts'

/** The shape drawn beside a status: read without colour. */
export type StatusShape =
  'open' | 'soon' | 'invited' | 'running' | 'paused' | 'done' | 'stopped' | 'review' | 'question'
type StatusTone = 'good' | 'calm' | 'warn' | 'quiet'

const SHAPES: Record<StatusGroup, StatusShape> = {
  recruiting: 'open',
  'not-yet-recruiting': 'soon',
  'by-invitation': 'invited',
  'active-recruitment-unknown': 'running',
  'active-not-recruiting': 'running',
  paused: 'paused',
  completed: 'done',
  'ended-early': 'stopped',
  'never-started': 'stopped',
  'under-review': 'review',
  'expanded-access': 'invited',
  unknown: 'question',
}

const TONES: Record<StatusGroup, StatusTone> = {
  recruiting: 'good',
  'not-yet-recruiting': 'calm',
  'by-invitation': 'calm',
  'active-recruitment-unknown': 'calm',
  'active-not-recruiting': 'calm',
  paused: 'warn',
  completed: 'quiet',
  'ended-early': 'warn',
  'never-started': 'warn',
  'under-review': 'calm',
  'expanded-access': 'quiet',
  unknown: 'quiet',
}

/** Groups whose words hold at any time: a copy says "completed (copy of ...)", not "was completed on ...". */
const LASTING: ReadonlySet<StatusGroup> = new Set(['completed', 'ended-early', 'never-started', 'unknown'])

/** yyyy-mm-dd; anything shorter is a month or a year. */
const DAY_LENGTH = 10

export interface StatusWords {
  text: string
  shape: StatusShape
  tone: StatusTone
}

type StatusFacts = Pick<TrialSummary, 'statusGroup' | 'statusFrom' | 'statusAsOf' | 'overallStatus' | 'staleRecruiting'>

/** True only for the register's own, newest answer: a copy never counts as recruiting now. */
export function isRecruitingNow(trial: Pick<TrialSummary, 'statusGroup' | 'statusFrom'>): boolean {
  return trial.statusGroup === 'recruiting' && trial.statusFrom !== 'snapshot'
}

/** The status in words; from a copy: how it was and when, in the quiet tone. */
export function statusWords(trial: StatusFacts, { words, formats }: RecordLocale): StatusWords {
  const group = trial.statusGroup
  const shape = SHAPES[group]
  const nowTone = trial.staleRecruiting ? 'warn' : TONES[group]
  if (trial.statusFrom !== 'snapshot')
    return { text: knownOrRaw(trial, words.status.now[group], words), shape, tone: nowTone }
  const was = knownOrRaw(trial, words.status.was[group], words)
  const tone = TONES[group] === 'good' ? 'calm' : TONES[group]
  if (trial.statusAsOf === null) return { text: words.status.dateUnknown(was), shape, tone }
  const date = formats.date(trial.statusAsOf)
  return {
    text: LASTING.has(group)
      ? words.status.copyOf(was, date)
      : words.status.onDate(was, date, trial.statusAsOf.length >= DAY_LENGTH),
    shape,
    tone,
  }
}

/** An unknown group keeps the register's own word in view, where it gave one. */
function knownOrRaw(trial: StatusFacts, text: string, words: RecordLocale['words']): string {
  const raw = trial.overallStatus.trim()
  return trial.statusGroup === 'unknown' && raw !== '' && raw.toLowerCase() !== 'unknown'
    ? `${text}${words.app.colon}“${isolated(raw)}”`
    : text
}
