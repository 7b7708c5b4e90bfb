/** Who does not know which treatment is given, from a register's own words. */
export type Masking = 'none' | 'single' | 'double' | 'triple' | 'quadruple'

/** ClinicalTrials.gov's `maskingInfo.masking`, and the words of the EU registers. */
export const MASKING: Readonly<Record<string, Masking>> = {
  NONE: 'none',
  OPEN: 'none',
  SINGLE: 'single',
  'SINGLE BLIND': 'single',
  DOUBLE: 'double',
  'DOUBLE BLIND': 'double',
  TRIPLE: 'triple',
  QUADRUPLE: 'quadruple',
}

/** One field may hold several statements; "NA" is none. */
export const partsOf = (stated: string | null): string[] =>
  (stated ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part.toUpperCase() !== 'NA')
