import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchSubstance, type SubstanceMatch } from '../../../shared/core/substance-match.ts'
import { substances } from '../../../shared/substances/index.ts'
import type { Arm, Intervention, TrialRecord } from '../../../shared/trial.ts'
import { buildIntervention, buildRecord } from '../../builders.ts'

const match = (id: string, record: Partial<TrialRecord>, collectedFor?: boolean): SubstanceMatch =>
  matchSubstance(
    buildRecord(record),
    substances.find((s) => s.id === id)!,
    collectedFor,
  )

const outcome = (id: string, record: Partial<TrialRecord>): string => {
  const found = match(id, record)
  if (found.outcome === 'member') return `${found.role} (${found.evidence[0]?.rule})`
  return found.outcome === 'look-alike' ? `look-alike: ${found.name}` : 'none'
}

const title = (text: string): Partial<TrialRecord> => ({ titles: [{ kind: 'brief', text, lang: 'en' }] })
const drug = (name: string, partial: Partial<Intervention> = {}): Intervention =>
  buildIntervention({ name, ...partial })
const arm = (label: string, type: string, names: string[], description: string | null = null): Arm => ({
  label,
  type,
  description,
  interventionNames: names.map((name) => `Drug: ${name}`),
})
const notes = (partial: Partial<NonNullable<TrialRecord['copyNotes']>>): Partial<TrialRecord> => ({
  from: 'snapshot',
  copyNotes: {
    source: 'copy',
    note: null,
    statedRole: null,
    idMention: null,
    idQuote: null,
    guardianConsent: null,
    ...partial,
  },
})

describe('matchSubstance: names', () => {
  it.each([
    ['psilocybin', 'Psilocybine 25 mg'],
    ['psilocybin', 'COMP360'],
    ['psilocybin', 'APEX-002-A02'],
    ['psilocybin', 'Psilocibina'],
    ['esketamine', 'S (+)-Ketamine'],
    ['esketamine', 'S(+)-ketamine hydrochloride'],
    ['esketamine', 'Eskétamine chlorhydrate'],
    ['esketamine', 'JNJ-54135419-AAA'],
    ['esketamine', '33643-46-8'],
    ['esketamine', 'Spravato®'],
    ['mdma', '3, 4-Methylenedioxymethamphetamine (125 mg)'],
    ['mdma', 'N-Methyl-3,4-methylenedioxyamphetamine'],
    ['mdma', 'S-MDMA 100 mg'],
    ['psilocybin', 'Psilocybe cubensis extract'],
    ['psilocybin', 'Psilocybe mexicana truffles'],
    ['psilocybin', 'Magic mushrooms'],
    ['mdma', 'High-intensity inpatient MDMA-assisted psychotherapy'],
  ])('finds %s in an intervention called "%s"', (id, name) => {
    expect(outcome(id, { interventions: [drug(name)] })).toBe('investigated (listed-intervention)')
  })

  it('finds it among other names and active substances, and quotes the words', () => {
    const found = match('esketamine', {
      interventions: [drug('Nasal spray X', { activeSubstances: ['ESKETAMINE HYDROCHLORIDE'] })],
    })
    expect(found).toMatchObject({
      outcome: 'member',
      evidence: [{ field: 'interventions.otherNames', quote: 'ESKETAMINE HYDROCHLORIDE', recordId: 'NCT00000001' }],
    })
  })
})

describe('matchSubstance: look-alikes', () => {
  it.each([
    ['esketamine', 'Ketamine', 'racemic ketamine'],
    ['esketamine', '(R,S)-ketamine', 'racemic ketamine'],
    ['esketamine', 'R-Ketamine', 'arketamine (R-ketamine)'],
    ['psilocybin', 'CYB003', 'deuterated psilocin (CYB003, HLP003)'],
    ['psilocybin', 'HLP003 (deuterated psilocin analog)', 'deuterated psilocin (CYB003, HLP003)'],
    ['psilocybin', '4-AcO-DMT', '4-AcO-DMT (psilacetin)'],
    ['mdma', '3,4-Methylenedioxyamphetamine', 'MDA (3,4-methylenedioxyamphetamine)'],
    ['esketamine', 'R-ketamine (not esketamine)', 'arketamine (R-ketamine)'],
    ['esketamine', 'Ketamine (racemic mixture of esketamine and arketamine)', 'racemic ketamine'],
    ['esketamine', 'Ketamine, a racemate of S- and R-ketamine', 'racemic ketamine'],
    ['esketamine', 'Ketamine (a mixture of esketamine and arketamine)', 'racemic ketamine'],
    ['mdma', 'R-MDMA', 'R-MDMA (EMP-01, MM402)'],
    ['mdma', 'R(-)-MDMA', 'R-MDMA (EMP-01, MM402)'],
    ['mdma', 'EMP-01', 'R-MDMA (EMP-01, MM402)'],
    ['mdma', 'MSP-1014 (MDMA prodrug)', 'prodrugs, derivatives and analogues of MDMA'],
    ['psilocybin', 'MSP-1014', 'MSP-1014 and other relatives of psilocybin'],
  ])('keeps out %s look-alike "%s"', (id, name, look) => {
    expect(outcome(id, { interventions: [drug(name)] })).toBe(`look-alike: ${look}`)
  })

  it('lets the look-alike product win over a title that names the substance', () => {
    const record = {
      ...title('Deuterated psilocybin analog CYB003 versus psilocybin'),
      interventions: [drug('CYB003')],
    }
    expect(outcome('psilocybin', record)).toBe('look-alike: deuterated psilocin (CYB003, HLP003)')
  })

  it('keeps a trial that gives both the substance and its look-alike', () => {
    expect(outcome('esketamine', { interventions: [drug('Ketamine'), drug('Esketamine')] })).toBe(
      'investigated (listed-intervention)',
    )
  })

  it('keeps out a study of people who use MDMA', () => {
    const record = { ...title('Sleep and memory in MDMA users'), studyType: 'OBSERVATIONAL' }
    expect(outcome('mdma', record)).toBe('look-alike: people who use MDMA or ecstasy on their own')
  })

  it('keeps out an abbreviation that means something else', () => {
    expect(outcome('mdma', title('Mobile Device Monitoring of Asthma (MDMA)'))).toContain('look-alike: MDMA as an')
    expect(outcome('mdma', title('3,4-methylenedioxymethamphetamine (MDMA) for PTSD'))).toBe('investigated (title)')
  })
})

describe('matchSubstance: named, and not given', () => {
  const evidence = (id: string, record: Partial<TrialRecord>) => {
    const found = match(id, record)
    return found.outcome === 'member' ? found.evidence.map(({ field, quote }) => `${field}: ${quote}`) : found.outcome
  }

  it.each([
    ['esketamine', 'Esketamine placebo'],
    ['esketamine', 'Esketamine nasal spray placebo'],
    ['esketamine', 'Placebo to match esketamine nasal spray'],
    ['esketamine', 'Esketamin-Placebo'],
    ['psilocybin', 'Placebo (for psilocybin)'],
    ['psilocybin', 'Psilocybin-matched placebo'],
    ['psilocybin', 'Placebo voor psilocybine'],
    ['psilocybin', 'Psilocybin (placebo)'],
    ['mdma', 'MDMA-placebo'],
    ['esketamine', 'No esketamine'],
    ['esketamine', 'Zonder esketamine'],
    ['esketamine', 'esketamine is not added'],
    ['esketamine', 'Discontinuation of esketamine'],
    ['esketamine', 'Stopping intranasal esketamine'],
  ])('does not take %s as given in "%s"', (id, name) => {
    const record = { interventions: [drug('LSD'), drug(name)], interventionMesh: [{ id: null, term: id }] }
    expect(outcome(id, record)).toBe('mentioned (not-given)')
    expect(evidence(id, record)).toEqual([`interventions.name: ${name}`])
  })

  it.each([
    ['esketamine', 'Esketamine or placebo'],
    ['esketamine', 'Esketamine, placebo'],
    ['psilocybin', 'Psilocybin placebo-controlled'],
    ['psilocybin', 'Active placebo psilocybin 1 mg'],
    ['psilocybin', 'Psychoactive placebo (psilocybin 1 mg)'],
    ['mdma', 'From placebo to MDMA'],
    ['mdma', 'Psychotherapy with or without MDMA'],
    ['mdma', 'Not only MDMA'],
    ['esketamine', 'Randomised withdrawal study of esketamine'],
    ['esketamine', 'Racemic ketamine versus esketamine'],
  ])('still takes %s as given in "%s"', (id, name) => {
    expect(outcome(id, { interventions: [drug(name)] })).toBe('investigated (listed-intervention)')
  })

  it('counts the arms that give it beside the one that does not (NCT05229913)', () => {
    const names = ['esketamine is not added', 'esketamine 0.2mg/kg']
    const record = {
      interventions: names.map((name) => drug(name)),
      arms: [arm('control', 'EXPERIMENTAL', [names[0]!]), arm('low dose', 'ACTIVE_COMPARATOR', [names[1]!])],
    }
    expect(outcome('esketamine', record)).toBe('comparator (comparator-arm)')
  })

  it('does not take a product that the register calls a placebo for the substance', () => {
    const record = { interventions: [drug('Esketamine nasal spray', { statedRole: 'placebo' })] }
    expect(outcome('esketamine', record)).toBe('mentioned (not-given)')
    const other = { interventions: [drug('Placebo', { otherNames: ['psilocybin capsule'] })] }
    expect(outcome('psilocybin', other)).toBe('mentioned (not-given)')
  })

  it('leaves it open where the title is about it, or a description gives it', () => {
    expect(outcome('esketamine', title('Relapse After Discontinuation of Esketamine'))).toBe(
      'unclear (title-not-given)',
    )
    const described = drug('Placebo for psilocybin', { description: 'or psilocybin 25 mg, by lot' })
    expect(outcome('psilocybin', { interventions: [described] })).toBe('unclear (mesh-or-description)')
  })
})

describe('matchSubstance: roles', () => {
  it('follows the role that an EU register states', () => {
    const both = {
      interventions: [drug('Psilocybin', { statedRole: 'test' }), drug('Esketamine', { statedRole: 'comparator' })],
    }
    expect(outcome('psilocybin', both)).toBe('investigated (stated-role)')
    expect(outcome('esketamine', both)).toBe('comparator (stated-role)')
  })

  it('calls a drug that is only in the arm to compare with a comparator', () => {
    const record = {
      ...title('Psilocybin or esketamine for depression'),
      interventions: [drug('Psilocybin'), drug('Esketamine')],
      arms: [arm('A', 'EXPERIMENTAL', ['Psilocybin']), arm('B', 'ACTIVE_COMPARATOR', ['Esketamine'])],
    }
    expect(outcome('psilocybin', record)).toBe('investigated (experimental-arm)')
    expect(outcome('esketamine', record)).toBe('comparator (comparator-arm)')
  })

  it('calls the usual anaesthetic in both arms background', () => {
    const record = {
      ...title('Lidocaine versus placebo to prevent cough in children'),
      interventions: [drug('Lidocaine'), drug('Placebo'), drug('Esketamine')],
      arms: [
        arm('Lidocaine', 'EXPERIMENTAL', ['Lidocaine', 'Esketamine'], 'lidocaine 1 mg/kg; esketamine 0.5 mg/kg'),
        arm('Placebo', 'PLACEBO_COMPARATOR', ['Placebo', 'Esketamine'], 'saline; esketamine 0.5 mg/kg'),
      ],
    }
    expect(outcome('esketamine', record)).toBe('background (every-arm-alike)')
    const underIt = { ...record, ...title('Lidocaine versus placebo for cough under esketamine anaesthesia') }
    expect(outcome('esketamine', underIt)).toBe('background (every-arm-alike)')
  })

  it('does not call it background when the doses differ or the title is about it', () => {
    const interventions = [drug('Psilocybin'), drug('Mindfulness'), drug('Support')]
    const doses = {
      interventions,
      arms: [
        arm('High', 'EXPERIMENTAL', ['Psilocybin', 'Mindfulness'], 'psilocybin 25 mg'),
        arm('Low', 'ACTIVE_COMPARATOR', ['Psilocybin', 'Support'], 'psilocybin 1 mg'),
      ],
    }
    expect(outcome('psilocybin', doses)).toBe('investigated (experimental-arm)')
    const subject = {
      ...title('Mindfulness-based psilocybin therapy'),
      interventions,
      arms: [
        arm('A', 'EXPERIMENTAL', ['Psilocybin', 'Mindfulness']),
        arm('B', 'ACTIVE_COMPARATOR', ['Psilocybin', 'Support']),
      ],
    }
    expect(outcome('psilocybin', subject)).toBe('investigated (experimental-arm)')
  })

  it('does not call a crossover in which every arm gets everything background', () => {
    const record = {
      interventions: [drug('MDMA'), drug('Placebo')],
      arms: [
        arm('MDMA first', 'EXPERIMENTAL', ['MDMA', 'Placebo']),
        arm('Placebo first', 'EXPERIMENTAL', ['MDMA', 'Placebo']),
      ],
    }
    expect(outcome('mdma', record)).toBe('investigated (experimental-arm)')
  })

  it('counts dose arms without an experimental arm as investigated (NCT06341426)', () => {
    const record = {
      interventions: [drug('Two Psychedelic Doses Psilocybin'), drug('Single Psychedelic Dose Psilocybin')],
      arms: [
        arm('Two', 'ACTIVE_COMPARATOR', ['Two Psychedelic Doses Psilocybin']),
        arm('One', 'PLACEBO_COMPARATOR', ['Single Psychedelic Dose Psilocybin']),
      ],
    }
    expect(outcome('psilocybin', record)).toBe('investigated (listed-intervention)')
  })

  it('does not take the placebo of a drug for the drug', () => {
    const record = {
      interventions: [drug('LSD'), drug('MDMA Placebo'), drug('MDMA')],
      arms: [arm('A', 'EXPERIMENTAL', ['LSD', 'MDMA Placebo']), arm('B', 'ACTIVE_COMPARATOR', ['MDMA'])],
    }
    expect(outcome('mdma', record)).toBe('comparator (comparator-arm)')
  })

  it('reads the title when no product is listed, and says unclear when another product is', () => {
    const named = title('Psilocybin for depression')
    expect(outcome('psilocybin', named)).toBe('investigated (title)')
    const therapyOnly = { ...named, interventions: [drug('Supportive therapy sessions'), drug('Inactive Placebo')] }
    expect(outcome('psilocybin', therapyOnly)).toBe('investigated (title)')
    expect(outcome('psilocybin', { ...named, interventions: [drug('Escitalopram')] })).toBe(
      'unclear (title-other-product)',
    )
    expect(outcome('psilocybin', { ...named, studyType: 'OBSERVATIONAL' })).toBe('unclear (title-observational)')
  })

  it('knows what participants already have from what is added (NCT04843462)', () => {
    const record = {
      ...title('Add-on Therapy With an App on Depressive Patients Treated With Nasal Esketamine Spray'),
      interventions: [drug('App'), drug('Esketamine nasal spray')],
    }
    expect(outcome('esketamine', record)).toBe('background (title-add-on)')
  })

  it('says mentioned for keywords and summaries, unclear for descriptions, nothing for criteria', () => {
    const other = { interventions: [drug('Oxytocin')] }
    expect(outcome('mdma', { ...other, keywords: ['MDMA'] })).toBe('mentioned (mentioned)')
    expect(outcome('mdma', { ...other, briefSummary: { text: 'as MDMA does', lang: 'en' } })).toBe(
      'mentioned (mentioned)',
    )
    expect(outcome('mdma', { arms: [arm('A', 'EXPERIMENTAL', [], 'MDMA 80 mg')] })).toBe(
      'unclear (mesh-or-description)',
    )
    const criteria = [
      { combined: 'Exclusion: use of MDMA', inclusion: null, exclusion: null, lang: 'en', country: null },
    ]
    expect(outcome('mdma', { ...other, criteria })).toBe('none')
  })

  it('knows a MeSH term by its number or its name, and not that of a look-alike', () => {
    const mesh = (id: string | null, term: string) => ({ interventionMesh: [{ id, term }] })
    expect(outcome('psilocybin', mesh('D011562', 'renamed'))).toBe('unclear (mesh-or-description)')
    expect(outcome('mdma', mesh(null, 'N-Methyl-3,4-methylenedioxyamphetamine'))).toBe('unclear (mesh-or-description)')
    expect(outcome('esketamine', mesh('D007649', 'Ketamine'))).toBe('none')
  })
})

describe('matchSubstance: copies', () => {
  it('never loses a copied record, however thin its facts (NCT06560658)', () => {
    expect(outcome('psilocybin', notes({ copiedFor: 'psilocybin' }))).toBe('unclear (copied-list)')
    expect(outcome('mdma', notes({ copiedFor: 'psilocybin' }))).toBe('none')
    expect(match('psilocybin', {}, true)).toMatchObject({ outcome: 'member', role: 'unclear' })
  })

  it('takes the role of the notes where the fields do not decide it (NCT06784388, NCT05066282)', () => {
    const listed = { interventions: [drug('DBS'), drug('esketamine')] }
    expect(outcome('esketamine', { ...notes({ copiedFor: 'esketamine', statedRole: 'mentioned' }), ...listed })).toBe(
      'mentioned (copy-notes)',
    )
    expect(
      outcome('mdma', {
        ...notes({ copiedFor: 'mdma', statedRole: 'background' }),
        ...title('Long-term safety of MDMA'),
      }),
    ).toBe('background (copy-notes)')
  })
})

describe('matchSubstance: any input', () => {
  it('never throws and quotes only words of the record', () => {
    const words = fc.constantFrom('MDMA', 'ketamine', 'S-', 'psilocybin', 'placebo', '(', ' ', 'users', 'é', '\n')
    const text = fc.array(words, { maxLength: 12 }).map((list) => list.join(''))
    fc.assert(
      fc.property(text, text, text, (name, label, heading) => {
        const record = buildRecord({
          ...title(heading),
          interventions: [drug(name, { armLabels: [label] })],
          arms: [arm(label, 'EXPERIMENTAL', [name])],
        })
        for (const substance of substances) {
          const found = matchSubstance(record, substance)
          if (found.outcome === 'none') continue
          for (const { quote } of found.evidence)
            expect([name, label, heading].some((t) => t.includes(quote))).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
