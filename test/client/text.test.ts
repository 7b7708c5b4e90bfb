import { describe, expect, it } from 'vitest'
import { aboutEn } from '../../shared/text/about-en.ts'
import { aboutNl } from '../../shared/text/about-nl.ts'
import { checkEn } from '../../shared/text/check-en.ts'
import { checkNl } from '../../shared/text/check-nl.ts'
import { enDetail } from '../../shared/text/en-detail.ts'
import { en } from '../../shared/text/en.ts'
import { followEn } from '../../shared/text/follow-en.ts'
import { followNl } from '../../shared/text/follow-nl.ts'
import { feedText } from '../../shared/text/feed-text.ts'
import { keptEn } from '../../shared/text/kept-en.ts'
import { keptNl } from '../../shared/text/kept-nl.ts'
import { nlDetail } from '../../shared/text/nl-detail.ts'
import { nl } from '../../shared/text/nl.ts'
import { trialPageEn } from '../../shared/text/trial-page-en.ts'
import { trialPageNl } from '../../shared/text/trial-page-nl.ts'

/** Every text of one language with its path; functions are called with plain arguments, for one and for many. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') {
    const call = value as (...args: unknown[]) => unknown
    return [1, 2].flatMap((n) => {
      const numbered = textsOf(call(n, String(n), 'twee', 'drie'), path)
      const plain = textsOf(call('een', 'twee', 'drie', 'vier'), path)
      return [...numbered, ...plain]
    })
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`))
}

function keysOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`))
}

const english = {
  ...en,
  ...enDetail,
  about: aboutEn,
  check: checkEn,
  kept: keptEn,
  follow: followEn,
  feed: feedText.en,
  trialPage: trialPageEn,
}
const dutch = {
  ...nl,
  ...nlDetail,
  about: aboutNl,
  check: checkNl,
  kept: keptNl,
  follow: followNl,
  feed: feedText.nl,
  trialPage: trialPageNl,
}
const dutchTexts = textsOf(dutch)

describe('both languages', () => {
  it('have the same texts, also in open lists such as field names', () => {
    expect(keysOf(dutch).sort()).toEqual(keysOf(english).sort())
  })

  it('leave no text empty, undefined or with a hole', () => {
    for (const [path, text] of [...textsOf(english), ...dutchTexts]) {
      expect(text.trim(), path).not.toBe('')
      expect(text, path).not.toMatch(/undefined|\[object|NaN|\$\{/)
    }
  })

  it('give the same crisis lines', () => {
    expect(nl.crisis.lines.map(({ phone }) => phone)).toEqual(['0800-0113', '1813', '0800 111 0 111'])
    expect(en.crisis.lines).toEqual(nl.crisis.lines)
  })

  it('pass no verdict on a person or a trial', () => {
    const verdicts =
      /\beligible\b|\bineligible\b|\bqualif(?:y|ies|ied) for you\b|\bsafe\b|\blegitimate\b|komt in aanmerking|\bveilig\b|betrouwbaar/i
    for (const [path, text] of [...textsOf(english), ...dutchTexts]) expect(text, path).not.toMatch(verdicts)
  })
})

describe('the Dutch', () => {
  it('calls enrolment "Aantal deelnemers" and explains what a trial is', () => {
    expect(nl.enrollment.label).toBe('Aantal deelnemers')
    expect(nl.charts.enrollment.title).toBe('Aantal deelnemers')
    expect(nl.explore.lead).toMatch(/trial is een onderzoek/)
    expect(aboutNl.what.paragraphs.join(' ')).toMatch(/trial is een onderzoek/)
  })

  it('keeps sentences short: 20 words at most', () => {
    for (const [path, text] of dutchTexts) {
      for (const sentence of text.split(/(?<=[.!?])\s+/)) {
        expect(sentence.split(/\s+/).length, `${path}: ${sentence}`).toBeLessThanOrEqual(20)
      }
    }
  })

  it('uses no English and no jargon where Dutch has a word', () => {
    const jargon =
      /\b(?:recruiting|enroll?ment|study|studies|sponsor|eligibility|participants?|interventie|pediatrisch|cognitief|geïncludeerd|populatie|enrolment)\b/i
    for (const [path, text] of dutchTexts) expect(text, path).not.toMatch(jargon)
  })

  it('speaks to the reader with "u", as one voice', () => {
    for (const [path, text] of dutchTexts) expect(text, path).not.toMatch(/\b(?:je|jij|jouw|jullie)\b/i)
  })

  it('is not the English text left standing', () => {
    const ofEnglish = new Map(textsOf(english))
    for (const [path, text] of dutchTexts) {
      if (!/(?:[a-z]+ ){3}/i.test(text) || path.startsWith('.crisis.lines')) continue
      expect(text, path).not.toBe(ofEnglish.get(path))
    }
  })
})
