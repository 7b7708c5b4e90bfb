import type { IdReading, IdTier, Phase, Purpose, Role, Sex, StatusGroup } from '../trial.ts'
import type { ProblemCode, Verdict } from '../api.ts'

/**
 * Every visible word of the client. Numbers, dates, countries and lists arrive already formatted (Intl); `n` is passed
 * beside its formatted form only to choose between one and many.
 */
export interface Messages {
  app: {
    name: string
    tagline: string
    skip: string
    nav: string
    trials: string
    evidence: string
    about: string
    check: string
    saved: string
    /** Said after "Saved" to who cannot see the number beside it. */
    savedCount: (n: number, count: string) => string
    language: string
    loading: string
    notFoundTitle: string
    notFoundText: string
    backToTrials: string
    pageTitle: (page: string) => string
    newTab: string
    yes: string
    no: string
    notStated: string
    colon: string
    copyFailed: string
  }
  errors: {
    title: string
    /** Instead of the title where the answer came, and was that there is nothing. */
    nothingTitle: string
    offline: string
    unreadable: string
    byCode: Partial<Record<ProblemCode, string>>
    other: (status: string) => string
    retry: string
  }
  statement: {
    label: string
    more: string
    loading: string
    unavailable: string
  }
  registries: {
    heading: string
    fresh: (when: string) => string
    stale: (when: string) => string
    storedOnly: (when: string) => string
    snapshot: (when: string) => string
    snapshotUndated: string
    failed: string
    failedSince: (when: string) => string
    inProgress: string
    asking: (done: string, total: string | null) => string
    never: string
    lastAttemptFailed: (when: string) => string
    details: string
    explain: string
    columns: {
      registry: string
      substance: string
      records: string
      unreadable: string
      asOf: string
      complete: string
    }
    complete: string
    incomplete: string
    completeOf: (records: string, total: string) => string
    refreshed: string
  }
  substances: {
    legend: string
    all: string
    allHint: string
    hints: Readonly<Record<string, string>>
    role: Record<Role, string>
  }
  explore: {
    title: string
    lead: string
    results: string
    count: (n: number, shown: string, total: string) => string
    countAll: (n: number, total: string) => string
    copiesNote: string
    hiddenByRole: (n: number, count: string) => string
    take: string
    hiddenByPurpose: (n: number, count: string) => string
    showThem: string
    showMore: (n: number, count: string) => string
    sort: string
    sorts: Readonly<Record<string, string>>
    emptyTitle: string
    emptyBecause: string
    emptyRemove: (label: string, n: number, count: string) => string
    emptyCombination: string
    emptyNotAsked: (names: string) => string
    clearAll: string
    emptyTogether: (labels: string) => string
    emptyHeld: string
    hiddenBy: (filter: string, n: number, count: string) => string
    hiddenByRemove: (filter: string) => string
    /** `n`: of all trials held, how many have no country. */
    countryUnknown: (n: number, count: string) => string
    countryUnknownShow: string
    correctedSearch: (used: string, typed: string) => string
    nearestNeedsPlace: string
    looksLikeNumber: string
    looksLikeMessage: string
    checkMessage: string
    checkNumber: string
    droppedFilters: (names: string) => string
    updated: string
    charts: string
    chartsHint: string
  }
  filters: {
    heading: string
    onlyRecruiting: string
    active: (n: number, count: string) => string
    search: string
    searchHint: string
    status: string
    purpose: string
    phase: string
    country: string
    recruitingIn: string
    age: string
    ageLabel: string
    ageHint: string
    ageForget: string
    sex: string
    registry: string
    results: string
    role: string
    idReading: string
    idTier: string
    disagrees: string
    disagreesAny: string
    condition: string
    minors: string
    size: string
    ageKind: string
    startFrom: string
    startTo: string
    updatedFrom: string
    hasResults: string
    noResults: string
    minorsYes: string
    minorsNo: string
    ageNotStated: string
    startNotStated: string
    countryNotStated: string
    phaseNotStated: string
    recruitingSplit: (now: string, copies: string) => string
    allRoles: string
    allPurposes: string
    showAll: (n: number, count: string) => string
    showFewer: string
    remove: (label: string) => string
    chipAge: (age: string) => string
    chipSearch: (words: string) => string
    substance: string
  }
  status: {
    now: Record<StatusGroup, string>
    /** The same group in a copy: how it was, never how it is. */
    was: Record<StatusGroup, string>
    /** `exact`: a day is known, not only a month or a year. */
    onDate: (words: string, date: string, exact: boolean) => string
    dateUnknown: (words: string) => string
    copyOf: (words: string, date: string) => string
    hint: Record<StatusGroup, string>
    stale: string
    updatedBySponsor: (date: string) => string
    checked: (date: string) => string
  }
  purpose: Record<Purpose, string>
  phase: Record<Phase, string>
  phaseHint: Record<Phase, string>
  phaseJoined: (phases: string) => string
  sex: Record<Sex, string>
  idReading: Record<IdReading, string>
  idNotHeld: string
  idTier: Record<IdTier, string>
  ageBands: Readonly<Record<string, string>>
  ages: {
    fromTo: (from: string, to: string) => string
    from: (from: string) => string
    upTo: (to: string) => string
    bands: (bands: string) => string
    stated: (words: string) => string
    notStated: string
    adultsOnly: string
    admitsMinors: string
    noUpperLimit: string
    noLowerLimit: string
  }
  enrollment: {
    label: string
    planned: (n: number, count: string) => string
    actual: (n: number, count: string) => string
    unspecified: (n: number, count: string) => string
    notStated: string
    plannedLabel: string
    actualLabel: string
    unspecifiedLabel: string
    scope: { eea: string; country: string }
    withdrawn: string
  }
  card: {
    tests: string
    forConditions: string
    phase: string
    participants: string
    ages: string
    countries: string
    countriesMore: (n: number, count: string) => string
    recruitingIn: (countries: string) => string
    register: string
    disagree: (fields: string) => string
    conditionsMore: (n: number, count: string) => string
  }
  /** A place chosen on this device, and how far the sites of a trial are from it. */
  near: {
    label: string
    placeholder: string
    hint: string
    here: string
    locating: string
    locationDenied: string
    locationFailed: string
    unnamed: string
    forget: string
    options: string
    found: (n: number, count: string) => string
    notFound: string
    loading: string
    failed: string
    countries: string
    km: (km: string) => string
    underOneKm: string
    byTown: string
    open: (distance: string) => string
    closed: (distance: string) => string
    unsure: (distance: string) => string
    openInCountry: (country: string) => string
    alsoInCountry: (country: string) => string
    inCountry: (country: string) => string
    countriesOnly: string
    noPlaces: string
    sitesFrom: (place: string) => string
    sitesNearest: string
  }
  /** Keeping and comparing a trial, wherever one is shown. */
  actions: {
    save: string
    saved: string
    compare: string
    compared: string
    full: (most: string) => string
    tray: string
    trayCount: (n: number, count: string) => string
    trayOpen: string
    trayClear: string
  }
  fields: Readonly<Record<string, string>>
  charts: {
    table: string
    csv: string
    png: string
    pngFailed: string
    downloadOf: (download: string, chart: string) => string
    filterOn: (label: string) => string
    filterHint: string
    total: string
    trials: string
    trialsCount: (n: number, count: string) => string
    loading: string
    failed: string
    enrollment: {
      title: string
      planned: (people: string, trials: string) => string
      actual: (people: string, trials: string) => string
      never: string
      none: string
      group: string
      bucket: (from: string, to: string) => string
      bucketOpen: (from: string) => string
      apart: (n: number, count: string) => string
      withdrawn: (n: number, count: string) => string
      partial: (n: number, count: string) => string
      notStated: (n: number, count: string) => string
    }
    phase: { title: string; summary: string; group: string; several: string; notStated: string }
    age: {
      title: string
      summary: (minors: string, total: string) => string
      group: string
      exact: string
      bands: string
      unknown: string
    }
    status: {
      title: string
      summary: (recruiting: string, total: string) => string
      summaryOfCopies: (recruiting: string, total: string) => string
      group: string
      now: string
      copies: string
    }
    startYear: {
      title: string
      summary: (first: string, last: string) => string
      none: string
      group: string
      notStated: (n: number, count: string) => string
      planned: string
    }
    country: {
      title: string
      summary: (countries: number, count: string, first: string) => string
      none: string
      group: string
      several: string
      world: string
      europe: string
      view: string
      shade: (from: string, to: string) => string
      noTrials: string
      notOnMap: (names: string) => string
      most: string
    }
    purpose: { title: string; summary: string; group: string }
    funnel: { title: string; summary: string; group: string; steps: Readonly<Record<string, string>> }
    idReading: { title: string; summary: (held: string, total: string) => string; group: string }
  }
  crisis: { title: string; text: string; lines: readonly { country: string; name: string; phone: string }[] }
  footer: { notAdvice: string; sources: string; crisis: string; embed: string }
}

/** Words of the pages that are loaded when first opened: a trial, the evidence. */
export interface DetailMessages {
  trial: {
    loading: string
    back: string
    print: string
    lead: {
      tests: (substances: string, conditions: string) => string
      testsOnly: (substances: string) => string
      comparator: (substances: string) => string
      background: (substances: string) => string
      mentioned: (substances: string) => string
      unclear: (substances: string) => string
      size: (planned: string | null, actual: string | null, unspecified: string | null) => string | null
      countries: (n: number, countries: string) => string
      noCountries: string
      sponsor: (name: string) => string
    }
    copyNotice: (date: string) => string
    copyNoticeUndated: string
    glance: string
    who: string
    inclusion: string
    exclusion: string
    criteriaFrom: (registry: string) => string
    /** Where a register's text is not in the language of the screen. */
    textIsIn: (language: string) => string
    criteriaWhole: string
    criteriaOther: string
    dateKind: Readonly<Record<'actual' | 'estimated' | 'authorised', (date: string) => string>>
    noCriteria: string
    readAt: (registry: string) => string
    medicines: string
    agesStated: string
    healthyVolunteers: string
    sex: string
    id: {
      title: string
      intro: string
      notHeld: string
      silent: string
      tierIntro: string
      quoteFrom: (field: string, record: string) => string
    }
    sites: string
    sitesCount: (n: number, count: string) => string
    noSites: string
    countryStatus: { country: string; status: string; since: string; planned: string; registry: string }
    contacts: string
    noContacts: string
    phoneOf: (name: string) => string
    whatIsTested: string
    arms: string
    interventionsTitle: string
    why: string
    purposeRule: (purpose: string) => string
    ruleFired: (rule: string) => string
    found: (quote: string, field: string) => string
    roleOf: (substance: string, role: string) => string
    disagreements: string
    disagreementsIntro: string
    agree: string
    oneRegister: string
    field: string
    value: string
    date: string
    joinWarning: (registry: string, ids: string) => string
    records: string
    recordsIntro: string
    officialRecord: (registry: string) => string
    askedOn: (date: string) => string
    copyOf: (date: string) => string
    copyUndated: string
    rawValues: (registry: string, id: string) => string
    copyNotes: string
    copySource: (source: string) => string
    copyIdMention: Readonly<Record<'excludes' | 'includes' | 'none-seen', string>>
    copyGuardian: Readonly<Record<'yes' | 'no', string>>
    copyRole: (role: string) => string
    history: string
    noHistory: string
    ids: string
    sponsor: string
    collaborators: string
    start: string
    completion: string
    lastUpdated: string
    whyStopped: string
    decisions: string
    design: string
    results: string
    hasResults: string
    noResults: string
    officialTitle: string
    summaryOfRegister: string
  }
  evidence: {
    title: string
    version: (version: string) => string
    oldVersion: (version: string) => string
    latest: string
    asOf: (date: string) => string
    onThisPage: string
    verdict: Record<Verdict, string>
    basis: Readonly<Record<'registries' | 'copies' | 'mixed', string>>
    found: string
    inspect: string
    inspectIntro: string
    how: string
    howText: string
    howTerms: (version: string) => string
    screenedTitle: string
    screened: (count: string) => string
    screenedRegistryNote: string
    columns: {
      registry: string
      substance: string
      screened: string
      paediatric: string
      named: string
      syndrome: string
      adjacent: string
      verdict: string
    }
    exceptions: string
    exceptionsIntro: string
    noExceptions: string
    exceptionColumns: { trial: string; why: string; words: string; ages: string; status: string }
    paediatric: string
    adult: string
    ageUnknown: string
    adults: string
    adultsIntro: string
    excluding: string
    excludingIntro: string
    ageNotStated: string
    ageNotStatedIntro: string
    none: string
    showList: (n: number, count: string) => string
    matrix: string
    matrixIntro: string
    condition: string
    cellEmpty: string
    cellActual: (n: number, count: string) => string
    cellPlanned: (count: string) => string
    cellUnspecified: (count: string) => string
    cellMinors: (count: string) => string
    cellAgeNotStated: (count: string) => string
    cellAdults: string
    cellSetAside: (count: string) => string
    cellRecruiting: (count: string) => string
    reading: string
    readingIntro: string
    definitions: string
    definition: readonly { term: string; text: string }[]
    blindSpots: string
    blindSpotsIntro: string
    blindSpotsMore: readonly string[]
    repeat: string
    repeatIntro: string
    repeatLink: (substance: string, registry: string) => string
    cite: string
    citeIntro: string
    citation: (statement: string, version: string, date: string, url: string) => string
    permanent: string
    copy: string
    copied: string
    download: string
    downloadJson: string
    downloadCsv: string
    downloadBibtex: string
    downloadRis: string
    print: string
  }
}

/** The part that says what a record says: shared with the lists on other sites, which carry no other words of the client. */
export type RecordWords = Pick<
  Messages,
  'registries' | 'status' | 'phase' | 'phaseHint' | 'phaseJoined' | 'ageBands' | 'ages' | 'enrollment' | 'crisis'
> & { app: Pick<Messages['app'], 'notStated' | 'colon'> }
