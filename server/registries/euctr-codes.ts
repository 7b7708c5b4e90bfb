/**
 * The EudraCT application form as the register prints it: one line a code, in the order of the form.
 * Mark: `#` heading without a value, `+` opens a group (sponsor, IMP, substance, placebo), `~` free text that may run
 * over many lines, ` ` anything else. Labels are the register's own words (recorded replies of 2016 to 2023).
 */
const FORM = `
#A.|Protocol Information
 A.1|Member State Concerned
 A.2|EudraCT number
~A.3|Full title of the trial
~A.3.1|Title of the trial for lay people, in easily understood, i.e. non-technical, language
~A.3.2|Name or abbreviated title of the trial where available
 A.4.1|Sponsor's protocol code number
 A.4.2|Sponsor's protocol version
 A.4.3|Sponsor's protocol date
 A.5.1|ISRCTN (International Standard Randomised Controlled Trial) Number
 A.5.2|US NCT (ClinicalTrials.gov registry) number
 A.5.3|WHO Universal Trial Reference Number (UTRN)
 A.5.4|Other Identifiers
 A.6|Is this a resubmission?
 A.7|Trial is part of a Paediatric Investigation Plan
 A.8|EMA Decision number of Paediatric Investigation Plan
#B.|Sponsor Information
+B.Sponsor|
 B.1.1|Name of Sponsor
 B.1.3.4|Country
 B.3.1 and B.3.2|Status of the sponsor
#B.4|Source(s) of Monetary or Material Support for the clinical trial
 B.4.1|Name of organisation providing support
 B.4.2|Country
#B.5|Contact point designated by the sponsor for further information on the trial
 B.5.1|Name of organisation
 B.5.2|Functional name of contact point
#B.5.3|Address
 B.5.3.1|Street Address
 B.5.3.2|Town/ city
 B.5.3.3|Post code
 B.5.3.4|Country
 B.5.4|Telephone number
 B.5.5|Fax number
 B.5.6|E-mail
#C.|Applicant Identification
#D.|IMP Identification
+D.IMP|
 D.1.2 and D.1.3|IMP Role
#D.2|Status of the IMP to be used in the clinical trial
 D.2.1|IMP to be used in the trial has a marketing authorisation
 D.2.1.1.1|Trade name
 D.2.1.1.2|Name of the Marketing Authorisation holder
 D.2.1.2|Country which granted the Marketing Authorisation
 D.2.5|The IMP has been designated in this indication as an orphan drug in the Community
 D.2.5.1|Orphan drug designation number
#D.3|Description of the IMP
~D.3.1|Product name
 D.3.2|Product code
 D.3.4|Pharmaceutical form
 D.3.4.1|Specific paediatric formulation
 D.3.7|Routes of administration for this IMP
+D.3.8 to D.3.10|IMP Identification Details (Active Substances)
~D.3.8|INN - Proposed INN
 D.3.9.1|CAS number
 D.3.9.2|Current sponsor code
~D.3.9.3|Other descriptive name
 D.3.9.4|EV Substance Code
#D.3.10|Strength
 D.3.10.1|Concentration unit
 D.3.10.2|Concentration type
 D.3.10.3|Concentration number
#D.3.11|The IMP contains an
 D.3.11.1|Active substance of chemical origin
 D.3.11.2|Active substance of biological/ biotechnological origin (other than Advanced Therapy IMP (ATIMP)
 D.3.11.3|Advanced Therapy IMP (ATIMP)
 D.3.11.3.1|Somatic cell therapy medicinal product
 D.3.11.3.2|Gene therapy medical product
 D.3.11.3.3|Tissue Engineered Product
 D.3.11.3.4|Combination ATIMP (i.e. one involving a medical device)
 D.3.11.3.5|Committee on Advanced therapies (CAT) has issued a classification for this product
 D.3.11.3.5.1|CAT classification and reference number
 D.3.11.4|Combination product that includes a device, but does not involve an Advanced Therapy
 D.3.11.5|Radiopharmaceutical medicinal product
 D.3.11.6|Immunological medicinal product (such as vaccine, allergen, immune serum)
 D.3.11.7|Plasma derived medicinal product
 D.3.11.8|Extractive medicinal product
 D.3.11.9|Recombinant medicinal product
 D.3.11.10|Medicinal product containing genetically modified organisms
 D.3.11.11|Herbal medicinal product
 D.3.11.12|Homeopathic medicinal product
 D.3.11.13|Another type of medicinal product
~D.3.11.13.1|Other medicinal product type
#D.8|Information on Placebo
+D.8|Placebo
 D.8.1|Is a Placebo used in this Trial?
 D.8.3|Pharmaceutical form of the placebo
 D.8.4|Route of administration of the placebo
#E.|General Information on the Trial
#E.1|Medical condition or disease under investigation
~E.1.1|Medical condition(s) being investigated
~E.1.1.1|Medical condition in easily understood language
 E.1.1.2|Therapeutic area
+E.1.2|Medical condition or disease under investigation
 E.1.2|Version
 E.1.2|Level
 E.1.2|Classification code
 E.1.2|Term
 E.1.2|System Organ Class
 E.1.3|Condition being studied is a rare disease
#E.2|Objective of the trial
~E.2.1|Main objective of the trial
~E.2.2|Secondary objectives of the trial
 E.2.3|Trial contains a sub-study
~E.2.3.1|Full title, date and version of each sub-study and their related objectives
~E.3|Principal inclusion criteria
~E.4|Principal exclusion criteria
#E.5|End points
~E.5.1|Primary end point(s)
~E.5.1.1|Timepoint(s) of evaluation of this end point
~E.5.2|Secondary end point(s)
~E.5.2.1|Timepoint(s) of evaluation of this end point
#E.6 and E.7|Scope of the trial
#E.6|Scope of the Trial
 E.6.1|Diagnosis
 E.6.2|Prophylaxis
 E.6.3|Therapy
 E.6.4|Safety
 E.6.5|Efficacy
 E.6.6|Pharmacokinetic
 E.6.7|Pharmacodynamic
 E.6.8|Bioequivalence
 E.6.9|Dose response
 E.6.10|Pharmacogenetic
 E.6.11|Pharmacogenomic
 E.6.12|Pharmacoeconomic
 E.6.13|Others
~E.6.13.1|Other scope of the trial description
#E.7|Trial type and phase
 E.7.1|Human pharmacology (Phase I)
 E.7.1.1|First administration to humans
 E.7.1.2|Bioequivalence study
 E.7.1.3|Other
~E.7.1.3.1|Other trial type description
 E.7.2|Therapeutic exploratory (Phase II)
 E.7.3|Therapeutic confirmatory (Phase III)
 E.7.4|Therapeutic use (Phase IV)
#E.8|Design of the trial
 E.8.1|Controlled
 E.8.1.1|Randomised
 E.8.1.2|Open
 E.8.1.3|Single blind
 E.8.1.4|Double blind
 E.8.1.5|Parallel group
 E.8.1.6|Cross over
 E.8.1.7|Other
~E.8.1.7.1|Other trial design description
#E.8.2|Comparator of controlled trial
 E.8.2.1|Other medicinal product(s)
 E.8.2.2|Placebo
 E.8.2.3|Other
~E.8.2.3.1|Comparator description
 E.8.2.4|Number of treatment arms in the trial
 E.8.3|The trial involves single site in the Member State concerned
 E.8.4|The trial involves multiple sites in the Member State concerned
 E.8.4.1|Number of sites anticipated in Member State concerned
 E.8.5|The trial involves multiple Member States
 E.8.5.1|Number of sites anticipated in the EEA
#E.8.6|Trial involving sites outside the EEA
 E.8.6.1|Trial being conducted both within and outside the EEA
 E.8.6.2|Trial being conducted completely outside of the EEA
 E.8.6.3|If E.8.6.1 or E.8.6.2 are Yes, specify the regions in which trial sites are planned
 E.8.6.3|Specify the countries outside of the EEA in which trial sites are planned
 E.8.7|Trial has a data monitoring committee
~E.8.8|Definition of the end of the trial and justification where it is not the last visit of the last subject undergoing the trial
#E.8.9|Initial estimate of the duration of the trial
 E.8.9.1|In the Member State concerned years
 E.8.9.1|In the Member State concerned months
 E.8.9.1|In the Member State concerned days
 E.8.9.2|In all countries concerned by the trial years
 E.8.9.2|In all countries concerned by the trial months
 E.8.9.2|In all countries concerned by the trial days
#F.|Population of Trial Subjects
#F.1|Age Range
 F.1.1|Trial has subjects under 18
 F.1.1|Number of subjects for this age range
 F.1.1.1|In Utero
 F.1.1.1.1|Number of subjects for this age range
 F.1.1.2|Preterm newborn infants (up to gestational age < 37 weeks)
 F.1.1.2.1|Number of subjects for this age range
 F.1.1.3|Newborns (0-27 days)
 F.1.1.3.1|Number of subjects for this age range
 F.1.1.4|Infants and toddlers (28 days-23 months)
 F.1.1.4.1|Number of subjects for this age range
 F.1.1.5|Children (2-11years)
 F.1.1.5.1|Number of subjects for this age range
 F.1.1.6|Adolescents (12-17 years)
 F.1.1.6.1|Number of subjects for this age range
 F.1.2|Adults (18-64 years)
 F.1.2.1|Number of subjects for this age range
 F.1.3|Elderly (>=65 years)
 F.1.3.1|Number of subjects for this age range
#F.2|Gender
 F.2.1|Female
 F.2.2|Male
#F.3|Group of trial subjects
 F.3.1|Healthy volunteers
 F.3.2|Patients
 F.3.3|Specific vulnerable populations
 F.3.3.1|Women of childbearing potential not using contraception
 F.3.3.2|Women of child-bearing potential using contraception
 F.3.3.3|Pregnant women
 F.3.3.4|Nursing women
 F.3.3.5|Emergency situation
 F.3.3.6|Subjects incapable of giving consent personally
~F.3.3.6.1|Details of subjects incapable of giving consent
 F.3.3.7|Others
~F.3.3.7.1|Details of other specific vulnerable populations
#F.4|Planned number of subjects to be included
 F.4.1|In the member state
#F.4.2|For a multinational trial
 F.4.2.1|In the EEA
 F.4.2.2|In the whole clinical trial
~F.5|Plans for treatment or care after the subject has ended the participation in the trial (if it is different from the expected normal treatment of that condition)
#G.|Investigator Networks to be involved in the Trial
+G.4|Investigator Network to be involved in the Trial
 G.4.1|Name of Organisation
 G.4.3.4|Network Country
#H.4|Third Country in which the Trial was first authorised
 H.4.1|Third Country in which the trial was first authorised
#N.|Review by the Competent Authority or Ethics Committee in the country concerned
 N.|Competent Authority Decision
 N.|Date of Competent Authority Decision
 N.|Ethics Committee Opinion of the trial application
~N.|Ethics Committee Opinion: Reason(s) for unfavourable opinion
 N.|Date of Ethics Committee Opinion
#P.|End of Trial
 P.|End of Trial Status
 P.|Date of the global end of the trial
`

export type CodeKind = 'heading' | 'group' | 'free-text' | 'plain'

/** One line of the form. `order`: its place in the form, counted from 0. */
export interface KnownCode {
  code: string
  /** What follows the first token of a double code: ` and B.3.2`, ` to D.3.10`; '' otherwise. */
  tail: string
  label: string
  kind: CodeKind
  order: number
}

const KINDS: Readonly<Record<string, CodeKind>> = { '#': 'heading', '+': 'group', '~': 'free-text', ' ': 'plain' }

function readForm(form: string): KnownCode[] {
  const lines = form.split('\n').filter((line) => line !== '')
  return lines.map((line, order) => {
    const bar = line.indexOf('|')
    const code = line.slice(1, bar)
    const space = code.indexOf(' ')
    return {
      code,
      tail: space < 0 ? '' : code.slice(space),
      label: line.slice(bar + 1),
      kind: KINDS[line.charAt(0)] ?? 'plain',
      order,
    }
  })
}

/** Every code and label of the form, in form order. */
export const KNOWN_CODES: readonly KnownCode[] = readForm(FORM)

/** What can begin with one token, such as `E.3`. */
export interface Token {
  token: string
  /** Double codes first, so that `D.3.8 to D.3.10` is not read as `D.3.8`. */
  candidates: readonly KnownCode[]
}

/** First token of a key line, by `addToHash` of its letters -> what it can be. No two tokens of the form share a number. */
export const TOKENS: ReadonlyMap<number, Token> = new Map(
  [...groupByToken(KNOWN_CODES)].map(([token, candidates]) => [hashOf(token), { token, candidates }]),
)

/** The number of a text, letter by letter: a table of numbers is asked without cutting the text out. Fits 30 bits. */
export function addToHash(hash: number, char: number): number {
  return (Math.imul(hash, 31) + char) & 0x3fffffff
}

function hashOf(text: string): number {
  let hash = 0
  for (let at = 0; at < text.length; at++) hash = addToHash(hash, text.charCodeAt(at))
  return hash
}

function groupByToken(codes: readonly KnownCode[]): Map<string, KnownCode[]> {
  const byToken = new Map<string, KnownCode[]>()
  for (const known of codes) {
    const token = known.code.slice(0, known.code.length - known.tail.length)
    const same = byToken.get(token) ?? []
    same.push(known)
    byToken.set(token, same)
  }
  for (const same of byToken.values()) {
    same.sort((a, b) => b.tail.length - a.tail.length || b.label.length - a.label.length)
  }
  return byToken
}
