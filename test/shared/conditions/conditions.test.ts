import { describe, expect, it } from 'vitest'
import { conditions, findConditions } from '../../../shared/conditions/index.ts'

const ids = (text: string): string[] => [...new Set(findConditions(text).map(({ id }) => id))]

describe('conditions', () => {
  it('are the rows of the product description, each named in both languages, with terms and lay words', () => {
    expect(conditions.map(({ id }) => id)).toEqual([
      'depression',
      'treatment-resistant-depression',
      'ptsd',
      'anxiety',
      'addiction',
      'cluster-headache',
      'brain-injury',
      'autism',
      'als',
      'ms',
      'parkinson',
      'eating-disorders',
      'ocd',
      'palliative-care',
      'adhd',
      'intellectual-disability',
    ])
    for (const { name, terms, layWords } of conditions) {
      expect(name.en && name.nl).toBeTruthy()
      expect(terms.length).toBeGreaterThan(3)
      expect(layWords.length).toBeGreaterThan(0)
    }
  })

  it.each([
    ['Depressive Disorder, Treatment-Resistant', ['treatment-resistant-depression', 'depression']],
    ['Therapieresistente Depression', ['treatment-resistant-depression', 'depression']],
    ['depresión mayor resistente', ['depression', 'treatment-resistant-depression']],
    ['Stress Disorders, Post-Traumatic', ['ptsd']],
    ['Posttraumatische Belastungsstörung', ['ptsd']],
    ['Trouble obsessionnel compulsif', ['ocd']],
    ['Anoressia nervosa', ['eating-disorders']],
    ['Verstandelijke beperking', ['intellectual-disability']],
    ['Learning Disabilities', ['intellectual-disability']],
    ['Intelligenzminderung', ['intellectual-disability']],
    ['Parkinson’s Disease', ['parkinson']],
    ['sclérose en plaques', ['ms']],
    ['Alcohol Use Disorder (AUD)', ['addiction']],
    ['Respiratory Depression', []],
    ['Ketamin als Behandlung', []],
    ['Rett Syndrome', []],
    ['Cluster Headache', ['cluster-headache']],
  ])('finds in "%s" %j', (text, expected) => {
    expect(ids(text).sort()).toEqual([...expected].sort())
  })
})
