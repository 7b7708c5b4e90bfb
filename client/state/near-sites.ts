import type { TrialDetail } from '../../shared/trial.ts'
import type { NearMe } from './near-me.ts'

type Site = TrialDetail['sites'][number]

type SiteFacts = Pick<TrialDetail, 'sites' | 'recruitingCountries'>

export interface MeasuredSite {
  site: Site
  /** Null without a place, or where the register gives neither coordinates nor a town we know. */
  distance: { km: number; byTown: boolean } | null
  /** The register says that this site takes people in; where it says nothing per site, that the country does. */
  isOpen: boolean
}

/** Sites that recruit before the others, each by distance; what cannot be measured last. Without a place: as they stood. */
export function sitesByDistance(trial: SiteFacts, near: NearMe | null): MeasuredSite[] {
  const stating = new Set(trial.sites.filter((site) => site.statusGroup !== null).map((site) => site.registryId))
  const isOpen = ({ country, registryId, statusGroup }: Site): boolean =>
    country !== null &&
    trial.recruitingCountries.includes(country) &&
    (stating.has(registryId) ? statusGroup === 'recruiting' : true)
  const measured = trial.sites.map((site): MeasuredSite => ({
    site,
    distance: near?.siteDistance(site) ?? null,
    isOpen: isOpen(site),
  }))
  if (near === null) return measured
  return measured.sort(
    (a, b) =>
      Number(a.distance === null) - Number(b.distance === null) ||
      Number(b.isOpen) - Number(a.isOpen) ||
      (a.distance?.km ?? 0) - (b.distance?.km ?? 0),
  )
}
