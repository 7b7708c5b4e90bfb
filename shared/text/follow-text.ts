/** Words for what changed and for following or taking along a list: the client loads them late, the feed has them too. */
export interface FollowText {
  change: {
    /** What a field of the change log is about, with its article, to begin a sentence with. */
    nouns: Readonly<Record<string, string>>
    changed: (registry: string, noun: string, from: string, to: string) => string
    stated: (registry: string, noun: string, to: string) => string
    dropped: (registry: string, noun: string, from: string) => string
    results: (registry: string) => string
    resultsGone: (registry: string) => string
    number: (registry: string, from: string, to: string) => string
    appeared: (registry: string, recordId: string) => string
    vanished: (registry: string, recordId: string) => string
    returned: (registry: string, recordId: string) => string
    other: (registry: string, kind: string) => string
    quote: (words: string) => string
    line: (date: string, sentence: string) => string
  }
  visit: {
    since: (n: number, count: string, date: string) => string
    /** The log begins later than the visit. */
    sinceLog: (n: number, count: string, date: string, visit: string) => string
    notAsked: (registries: string) => string
    device: string
    more: (n: number, count: string) => string
  }
  take: {
    intro: string
    privacy: string
    csv: string
    json: string
    feed: string
    feedHow: string
    same: (n: number, count: string) => string
    differs: (n: number, count: string, shown: string) => string
    leftOut: (filters: string) => string
    usual: string
    columns: string
    cite: string
    ris: string
    bibtex: string
  }
}
