import { describe, expect, it } from 'vitest'
import { findGlossaryWords } from '../../../shared/core/glossary-find.ts'
import { GLOSSARY_FORMS } from '../../../shared/core/glossary-terms.ts'
import { glossaryEn } from '../../../shared/text/glossary-en.ts'
import { glossaryNl } from '../../../shared/text/glossary-nl.ts'
import { GLOSSARY_IDS } from '../../../shared/text/glossary.ts'

const found = (text: string) =>
  findGlossaryWords(text).map(({ id, start, end }) => [id, text.slice(start, end)] as const)

describe('the glossary', () => {
  it('explains at least 80 words, each in both languages and none twice', () => {
    expect(GLOSSARY_IDS.length).toBeGreaterThanOrEqual(80)
    for (const glossary of [glossaryEn, glossaryNl]) {
      const terms = GLOSSARY_IDS.map((id) => glossary[id].term.toLowerCase())
      expect(new Set(terms).size).toBe(terms.length)
      for (const id of GLOSSARY_IDS) expect(glossary[id].text, id).toMatch(/[.!?]$/)
    }
  })

  it('holds the words people stumble over', () => {
    expect(GLOSSARY_IDS).toEqual(
      expect.arrayContaining(
        (
          'phase randomised double-blind placebo arm open-label cross-over treatment-resistant madrs ham-d qids phq-9 ' +
          'c-ssrs caps-5 pcl-5 ymrs washout qtc ssri maoi informed-consent legal-representative assent dsm-5 icd-10 scid ' +
          'mini bmi contraception hcg ecg ect ketamine esketamine off-label sponsor primary-outcome adverse-event ' +
          'expanded-access'
        ).split(' '),
      ),
    )
  })

  it('explains in short sentences: 20 words at most', () => {
    for (const glossary of [glossaryEn, glossaryNl]) {
      for (const id of GLOSSARY_IDS) {
        for (const sentence of glossary[id].text.split(/(?<=[.!?:])\s+/)) {
          expect(sentence.split(/\s+/).length, `${id}: ${sentence}`).toBeLessThanOrEqual(20)
        }
      }
    }
  })

  it('passes no verdict and advises nothing but to ask a doctor', () => {
    for (const glossary of [glossaryEn, glossaryNl]) {
      for (const id of GLOSSARY_IDS) {
        expect(glossary[id].text, id).not.toMatch(
          /\beligible\b|\bsafe\b|\bveilig\b|komt in aanmerking|\bje\b|\bjouw\b/i,
        )
      }
    }
  })
})

describe('finding explained words in criteria', () => {
  it('finds every written form of every word', () => {
    for (const id of GLOSSARY_IDS) {
      expect(GLOSSARY_FORMS[id].length, id).toBeGreaterThan(0)
      for (const form of GLOSSARY_FORMS[id]) {
        const text = `xx ${form.replaceAll('*', '')} xx`
        expect(
          findGlossaryWords(text).map((match) => match.id),
          form,
        ).toContain(id)
      }
    }
  })

  it.each([
    ['QTcF > 450 ms on the ECG', ['qtc', 'ecg']],
    ['MADRS total score ≥ 20 (DSM-5-TR)', ['madrs', 'dsm-5']],
    ['negative β-hCG', ['hcg']],
    ['use of SSRIs or MAO-inhibitors', ['ssri', 'maoi']],
    ['C-SSRS, CAPS-5 and PCL-5', ['c-ssrs', 'caps-5', 'pcl-5']],
    ['signed by a legally authorized representative', ['legal-representative']],
    ['dubbelblind en gerandomiseerd', ['double-blind', 'randomised']],
    ['esketamine, not racemic ketamine', ['esketamine', 'ketamine']],
  ])('reads %j', (text, ids) => {
    expect(found(text).map(([id]) => id)).toEqual(ids)
  })

  it('tells names in capitals from common words', () => {
    expect(found('a mini stroke, an audit, caps and a vas')).toEqual([])
    expect(found('MINI, AUDIT').map(([id]) => id)).toEqual(['mini', 'audit'])
    expect(found('pain in the left arm')).toEqual([])
  })

  it('takes the longer of two words that overlap', () => {
    expect(found('serious adverse event')).toEqual([['serious-adverse-event', 'serious adverse event']])
    expect(found('urine pregnancy test')).toEqual([['hcg', 'pregnancy test']])
  })
})
