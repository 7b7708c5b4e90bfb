/** Words of the two pages about trials a person chose: saved and compared. Loaded with them. */
export interface KeptText {
  saved: {
    title: string
    intro: string
    count: (n: number, count: string) => string
    empty: string
    emptyHow: string
    savedOn: (date: string) => string
    unchanged: string
    sameAgain: string
    changed: (n: number, count: string) => string
    seen: string
    wasNow: (was: string, now: string) => string
    noCopy: string
    gone: string
    goneNotAsked: string
    remove: string
    /** Says at the same time that the registers' own words follow. */
    log: (n: number, count: string) => string
    compareAll: string
    fields: Readonly<Record<'status' | 'recruitingIn' | 'enrollment' | 'ages' | 'startDate' | 'completionDate', string>>
    nowhere: string
  }
  clear: {
    title: string
    intro: string
    button: string
    sure: string
    yes: string
    no: string
    done: string
  }
  compare: {
    title: string
    intro: string
    empty: string
    choose: string
    onlyDifferent: string
    same: string
    remove: string
    notFound: (trialId: string) => string
    unknownId: (ids: string) => string
    tooMany: (most: string) => string
    one: string
    table: string
    rows: Readonly<
      Record<
        | 'status'
        | 'updated'
        | 'tests'
        | 'purpose'
        | 'conditions'
        | 'phase'
        | 'ages'
        | 'sex'
        | 'healthy'
        | 'enrollment'
        | 'countries'
        | 'recruitingIn'
        | 'sites'
        | 'masking'
        | 'start'
        | 'completion'
        | 'sponsor'
        | 'idReading'
        | 'results'
        | 'registers'
        | 'inclusion'
        | 'exclusion',
        string
      >
    >
    masking: Readonly<Record<'none' | 'single' | 'double' | 'triple' | 'quadruple', string>>
    criteria: (n: number, count: string) => string
    noCriteria: string
    sitesCount: (n: number, count: string) => string
    medicines: string
    print: string
  }
}
