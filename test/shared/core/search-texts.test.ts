import { describe, expect, it } from 'vitest'
import { foldSearchText } from '../../../shared/core/search-text.ts'
import { SearchTexts } from '../../../shared/core/search-texts.ts'
import { finish } from '../../../shared/core/steps.ts'
import { buildSummary } from '../../builders.ts'

const trials = Array.from({ length: 777 }, (_, n) =>
  buildSummary({
    trialId: `NCT${String(n)}`,
    title: n % 7 === 0 ? `Étude “${String(n)}” alpha alpha` : `γράμμα ${String(n)}`,
  }),
)

describe('the texts of many trials', () => {
  it('are each the trial’s own, in whatever order they are asked for', () => {
    const texts = new SearchTexts(trials)
    for (const at of [776, 0, 249, 250, 500, 3]) expect(texts.textOf(at)).toBe(foldSearchText(trials[at]!))
  })

  it.each(['alpha', 'alpha alpha', 'γραμ', ' nct7', ' 4', 'etude 7 alpha', 'not there', ' '])(
    'hold “%s” where the trial’s own text does',
    (letters) => {
      const found = finish(new SearchTexts(trials).findInSteps(letters))
      expect([...found]).toEqual(trials.map((trial) => (foldSearchText(trial).includes(letters) ? 1 : 0)))
    },
  )
})
