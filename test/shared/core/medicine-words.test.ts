import { describe, expect, it } from 'vitest'
import { medicineWords, needsMedicineWarning } from '../../../shared/core/medicine-words.ts'
import { growth } from '../../cpu-time.ts'

describe('talk of medicines in criteria', () => {
  it.each([
    'Washout of antidepressants of at least 2 weeks',
    'A 5 half-life wash-out period before baseline',
    'Willing to taper off concomitant medications for one month',
    'Discontinuation of SSRIs before dosing',
    'Uitwasperiode van twee weken',
    'Bereid om antidepressiva af te bouwen of medicatie te staken',
    'Auswaschphase von fünf Halbwertszeiten',
    'Bereitschaft, Antidepressiva auszuschleichen, oder Medikamente wurden abgesetzt',
    'Période de lavage des antidépresseurs',
    'Arrêt du traitement antidépresseur deux semaines avant',
  ])('sees a washout or a stop: %s', (text) => {
    expect(medicineWords(text)).toEqual({ washout: true, medicine: true })
  })

  it.each([
    'Use of lithium or valproate',
    'Current use of fluoxetine',
    'Taking MAO inhibitors',
    'Any prescribed psychotropic medication',
    'Investigational drug within 30 days',
    'Gebruik van benzodiazepinen',
    'Gebruikt medicijnen die de QT-tijd verlengen',
    'Einnahme von Arzneimitteln, die CYP3A4 hemmen',
    'Begleitmedikation mit Antipsychotika',
    'Prise de médicaments psychotropes',
    'Venlafaxin in einer Dosis über 150 mg',
  ])('sees medicines: %s', (text) => {
    expect(medicineWords(text).medicine).toBe(true)
  })

  it.each([
    'Aged 18 to 65 years',
    'History of drug abuse',
    'Use of illicit drugs',
    'Positive urine drug screen',
    'Serious medical condition',
    'Has stopped smoking',
    'Ernstige lichamelijke ziekte',
    'Schwere körperliche Erkrankung',
    'Antécédents de psychose',
  ])('sees none: %s', (text) => {
    expect(medicineWords(text)).toEqual({ washout: false, medicine: false })
  })

  it('warns wherever one criterion names medicines, and always in a language it does not read', () => {
    expect(needsMedicineWarning(['Adults', 'No antidepressants'], 'en')).toBe(true)
    expect(needsMedicineWarning(['Adults', 'Depression'], null)).toBe(false)
    expect(needsMedicineWarning(['Adultos'], 'es-ES')).toBe(true)
    expect(needsMedicineWarning([], 'es')).toBe(false)
  })

  it('takes time in proportion to the length of a word of 200,000 letters', () => {
    const read = (size: number) => medicineWords(`${'a'.repeat(size)} ${'ine '.repeat(size / 10)}`)
    expect(growth(read, 25_000)).toBeLessThan(24)
  })
})
