import { describe, expect, it } from 'vitest'
import { PURPOSE_RULES, purposeOf } from '../../../shared/core/purpose.ts'
import { ruleInWords } from '../../../shared/core/rule-names.ts'
import { SUBSTANCE_RULES } from '../../../shared/core/substance-match.ts'
import type { TrialRecord } from '../../../shared/trial.ts'
import { buildArm, buildIntervention, buildRecord } from '../../builders.ts'
import { growth } from '../../cpu-time.ts'

interface Facts {
  title?: string
  conditions?: string[]
  interventions?: string[]
  arms?: TrialRecord['arms']
  primaryPurpose?: string
}

function record({ title, conditions = [], interventions = [], arms = [], primaryPurpose }: Facts): TrialRecord {
  return buildRecord({
    titles: title === undefined ? [] : [{ kind: 'brief', text: title, lang: 'en' }],
    conditions: conditions.map((text) => ({ text, lang: 'en' })),
    interventions: interventions.map((name) => buildIntervention({ name })),
    arms,
    design: { allocation: null, interventionModel: null, masking: null, primaryPurpose: primaryPurpose ?? null },
  })
}

const purpose = (facts: Facts): string => {
  const found = purposeOf([record(facts)])
  return `${found.purpose} (${found.rule.rule})`
}

describe('purposeOf: what is given in anaesthesia is never shown as treatment', () => {
  it.each([
    ['Effect of Esketamine on Postoperative Depression After Mastectomy', ['Depression']],
    ['Esketamine for the Prevention of Anxiety in Children', ['Anxiety', 'Premedication']],
    ['Esketamine in Children With Autism Spectrum Disorder Undergoing Colonoscopy', ['Autism Spectrum Disorder']],
    ['Esketamin zur Analgosedierung', []],
    ['Esketamine bij narcose voor kinderen', ['angst']],
    ['Low-dose esketamine and depression after cholecystectomy', ['Depression']],
    ['Effect of Esketamine on Sleep in ICU Patients', ['Insomnia']],
  ])('%s', (title, conditions) => {
    expect(purpose({ title, conditions })).toBe('peri-operative (peri-operative-named)')
  })

  it('reads the arms where title and conditions name only the outcome', () => {
    const arms = [buildArm({ label: 'Esketamine at induction of anesthesia' })]
    expect(purpose({ title: 'Esketamine and Depression', conditions: ['Depression'], arms })).toContain(
      'peri-operative',
    )
  })

  it('does not decide postpartum depression without the setting', () => {
    const title = 'Esketamine and the incidence of postpartum depression'
    expect(purpose({ title })).toBe('unclear (postpartum-setting-not-stated)')
    const arms = [buildArm({ description: 'given after delivery of the baby in cesarean section' })]
    expect(purpose({ title, arms })).toBe('peri-operative (postpartum-peri-operative)')
    expect(purpose({ title: 'Treatment of postpartum depression' })).toBe('mental-health (postpartum-treatment)')
    expect(purpose({ title, primaryPurpose: 'TREATMENT' })).toBe('mental-health (postpartum-treatment)')
  })

  it('does not decide pain of an unstated kind', () => {
    expect(purpose({ title: 'Esketamine for pain in adults' })).toBe('unclear (pain-kind-not-stated)')
    expect(purpose({ title: 'Esketamine for neuropathic pain' })).toBe('neurological-pain (disorder-in-title)')
  })
})

describe('purposeOf: an anaesthetic for an examination or a procedure', () => {
  const autism = (title: string, name = 'Esketamine'): string =>
    purpose({ title, conditions: ['Autism Spectrum Disorder', 'Child'], interventions: [name] })

  it.each([
    'Esketamine in Children Undergoing MRI',
    'Esketamine for Lumbar Puncture',
    'Intranasal Esketamine for Auditory Brainstem Response Testing',
    'Esketamine for Echocardiography of Toddlers',
    'Esketamine for Peripheral Intravenous Cannulation',
    'Esketamine Before Procedure',
    'Esketamine and Separation Anxiety at Induction',
    'Esketamine for EEG in Children With Autism',
    'Pediatric MRI With Esketamine',
    'Esketamine in Toddlers Undergoing Radiotherapy',
    'Esketamine for Computed Tomography in Infants',
    'Esketamine: Cooperation During Ophthalmic Examination',
    'Esketamine in Dental Patients With Autism',
    'Esketamine During Burn Care',
    'Esketamine for Cardiac Catheterisation',
    'Esketamine for Thoracentesis',
    'Esketamine for Flexible Nasopharyngoscopy',
    'Esketamine for Bone Marrow Aspiration',
    'Esketamine for Venipuncture',
    'Esketamine for Fracture Reduction in the Emergency Department',
    'Esketamine bij MRI van kinderen',
    'Esketamine voor een ingreep bij kinderen met autisme',
    'Esketamin vor Herzkatheteruntersuchung',
    'Eskétamine avant une IRM',
    'Esketamina para resonancia magnética',
    'Esketamina prima di puntura lombare',
  ])('%s', (title) => {
    expect(autism(title)).toMatch(/^peri-operative/)
  })

  it('does not call it treatment when only the conditions say who takes part', () => {
    expect(autism('Intranasal Esketamine in Toddlers')).toBe('unclear (anaesthetic-in-conditions)')
    expect(autism('Esketamine for Core Symptoms of Autism')).toBe('mental-health (disorder-in-title)')
    expect(autism('MDMA in Adults', 'MDMA')).toBe('mental-health (disorder-in-conditions)')
  })

  it.each([
    ['Treatment-Resistant Depression and Esketamine: Response on EEG', 'Esketamine'],
    ['Esketamine in Depression Before and After MRI', 'Esketamine'],
    ['Treatment of Depression With Esketamine in People Undergoing Lumbar Puncture', 'Esketamine'],
    ['Subanesthetic Esketamine in Modified ECT for Severe Depression in Adolescents', 'Esketamine'],
    ['Esketamine Effects During MRI', 'Esketamine'],
    ['Esketamine During Induction Treatment', 'Esketamine'],
    ['Psilocybin in Depression: Patients Undergoing fMRI and MRI', 'Psilocybin'],
    ['Psilocybin and Biomarkers From Lumbar Puncture', 'Psilocybin'],
    ['Psilocybin Before an Imaging Procedure', 'Psilocybin'],
  ])('keeps a trial that treats with treatment: %s', (title, name) => {
    expect(purpose({ title, conditions: ['Depression'], interventions: [name] })).toMatch(/^mental-health/)
  })

  it('takes a scan in healthy volunteers, or of what is measured, for a measurement', () => {
    const interventions = ['Esketamine']
    expect(purpose({ title: 'Esketamine in Healthy Volunteers Undergoing MRI', interventions })).toContain('healthy')
    expect(purpose({ title: 'Esketamine and Brain Glutamate on MRI', interventions })).not.toContain('peri-operative')
  })

  it('quotes the words it decided on', () => {
    const { rule } = purposeOf([record({ title: 'Esketamine Before Procedure', conditions: ['Autism'] })])
    expect(rule).toEqual({ rule: 'procedure-named', field: 'briefTitle', quote: 'Esketamine Before Procedure' })
  })
})

describe('purposeOf: what only looks like anaesthesia', () => {
  it.each([
    ['MDMA Therapy for PTSD in Veterans of Operation Enduring Freedom', 'mental-health'],
    ['Psilocybin for Special Operations Forces Veterans With Depression', 'mental-health'],
    ['Psilocybin for Burnout in ICU Nurses and Anesthesiologists', 'mental-health'],
    ['Anesthesia-Masked Psilocybin Therapy for Major Depression', 'mental-health'],
    ['MDMA for Co-occurring PTSD and OUD After Childbirth', 'mental-health'],
  ])('%s', (title, expected) => {
    expect(purposeOf([record({ title, interventions: ['Psilocybin', 'Propofol'] })]).purpose).toBe(expected)
  })

  it('takes electroconvulsive therapy for a treatment, unless another anaesthetic stands beside it', () => {
    const title = 'Esketamine vs ECT for Suicidality'
    const arms = [buildArm({ label: 'ECT under general anesthesia' }), buildArm({ label: 'Esketamine' })]
    expect(purpose({ title, arms })).toBe('mental-health (disorder-in-title)')
    expect(purpose({ title: 'Esketamine and propofol in ECT for depression' })).toBe('unclear (ect-with-anaesthetic)')
    expect(purpose({ title: 'Esketamine anaesthesia for ECT' })).toBe('peri-operative (peri-operative-named)')
  })
})

describe('purposeOf: the other purposes', () => {
  it('goes with the disorder that the title names first', () => {
    expect(purpose({ title: 'PTSD and alcohol use disorder' })).toContain('mental-health')
    expect(purpose({ title: 'Alcohol use disorder and PTSD' })).toContain('substance-use')
    expect(purpose({ title: 'Depression in Parkinson Disease', conditions: ['Parkinson Disease'] })).toContain(
      'mental-health',
    )
  })

  it('sees a kinetics or interaction study behind the disorders it lists (NCT00990067)', () => {
    const facts = { title: 'Interaction Between Duloxetine and MDMA', conditions: ['Mood Disorder'] }
    expect(purpose(facts)).toBe('healthy-mechanism (kinetics-in-title)')
  })

  it('keeps a study of mechanisms in people with a disorder with the disorder', () => {
    expect(purpose({ title: 'Neuroimaging of psilocybin in depression', primaryPurpose: 'BASIC_SCIENCE' })).toContain(
      'mental-health',
    )
    expect(purpose({ title: 'Neuroimaging of psilocybin', primaryPurpose: 'BASIC_SCIENCE' })).toContain('basic-science')
  })

  it('files Rett and fragile X under neurology, autism under mental health (MeSH)', () => {
    expect(purpose({ conditions: ['Rett Syndrome'] })).toContain('neurological-pain')
    expect(purpose({ conditions: ['Fragile X Syndrome'] })).toContain('neurological-pain')
    expect(purpose({ conditions: ['Autism'] })).toContain('mental-health')
  })

  it('does not take respiratory depression for depression', () => {
    expect(purpose({ conditions: ['Respiratory Depression'] })).toBe('other (other-condition)')
  })

  it('says other for another illness and unclear when nothing is named', () => {
    expect(purpose({ conditions: ['Asthma'] })).toBe('other (other-condition)')
    expect(purpose({ conditions: ['Mental Health', 'Psilocybin'] })).toBe('unclear (facts-do-not-decide)')
    expect(purpose({})).toBe('unclear (facts-do-not-decide)')
  })

  it('reads the records of a trial together', () => {
    const thin = record({ title: 'A study of esketamine' })
    expect(purposeOf([thin, record({ conditions: ['depressione maggiore'] })]).purpose).toBe('mental-health')
  })
})

describe('purposeOf: its rule', () => {
  it('names the rule, the field and the words it fired on', () => {
    const { rule } = purposeOf([record({ title: 'Esketamine', conditions: ['dépression résistante'] })])
    expect(rule).toEqual({ rule: 'disorder-in-conditions', field: 'conditions', quote: 'dépression résistante' })
  })

  it('has every rule in words in both languages', () => {
    for (const rule of [...PURPOSE_RULES, ...SUBSTANCE_RULES]) {
      expect(ruleInWords(rule, 'en')).not.toBe(rule === 'title' || rule === 'mentioned' ? '' : rule)
      expect(ruleInWords(rule, 'nl')).not.toBe(rule)
    }
  })

  it('takes time in proportion to the length of the text', () => {
    const words = 'respiratory depression ectomy no esketamine placebo before MRI undergoing '
    expect(growth((n) => purposeOf([record({ title: words.repeat(n) })]), 500)).toBeLessThan(24)
  })
})
