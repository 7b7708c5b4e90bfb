import type { Contact, TrialDetail } from '../../shared/trial.ts'

type Site = TrialDetail['sites'][number]

export interface SheetPlaces {
  /** Places in the Netherlands, Belgium and Germany, in this order. */
  near: Site[]
  /** Other countries with how many places each has, most first. 0: the register names the country only. */
  elsewhere: { country: string | null; stated: string; places: number }[]
  /** Near places that are left out. */
  more: number
}

const NEAR = ['NL', 'BE', 'DE']
const MOST_NEAR = 12
const MOST_CONTACTS = 4

const rank = (country: string | null): number => {
  const index = NEAR.indexOf(country ?? '')
  return index === -1 ? NEAR.length : index
}

/** Open places before closed ones, so that what is left out is what nobody can join. */
const openFirst = ({ statusGroup }: Site): number =>
  statusGroup === 'recruiting' ? 0 : statusGroup === 'not-yet-recruiting' || statusGroup === 'by-invitation' ? 1 : 2

/** What stands on the sheet of where a trial takes place. */
export function sheetPlaces(trial: Pick<TrialDetail, 'sites' | 'countries'>): SheetPlaces {
  const near = trial.sites
    .filter(({ country }) => rank(country) < NEAR.length)
    .sort((a, b) => rank(a.country) - rank(b.country) || openFirst(a) - openFirst(b))
  const others = new Map<string, SheetPlaces['elsewhere'][number]>()
  for (const { country, countryStated } of trial.sites) {
    if (rank(country) < NEAR.length) continue
    const key = country ?? countryStated ?? ''
    const known = others.get(key)
    if (known === undefined) others.set(key, { country, stated: countryStated ?? '', places: 1 })
    else known.places += 1
  }
  const named = new Set(trial.sites.map(({ country }) => country))
  const unplaced = trial.countries.filter((country) => !named.has(country))
  return {
    near: near.slice(0, MOST_NEAR),
    more: Math.max(0, near.length - MOST_NEAR),
    elsewhere: [
      ...unplaced.sort((a, b) => rank(a) - rank(b)).map((country) => ({ country, stated: country, places: 0 })),
      ...[...others.values()].sort((a, b) => b.places - a.places),
    ],
  }
}

/** The first contacts of the whole trial that say how to reach somebody, and how many are left out. */
export function sheetContacts(contacts: readonly Contact[]): { shown: Contact[]; more: number } {
  const reachable = contacts.filter(({ phone, email }) => phone !== null || email !== null)
  const useful = reachable.length > 0 ? reachable : contacts
  return { shown: useful.slice(0, MOST_CONTACTS), more: Math.max(0, useful.length - MOST_CONTACTS) }
}
