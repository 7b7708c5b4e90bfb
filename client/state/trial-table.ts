import { readSites } from '../../shared/core/site-columns.ts'
import type { SiteColumns } from '../../shared/core/site-columns.ts'
import { finish } from '../../shared/core/steps.ts'
import { TrialTable } from '../../shared/core/trial-table.ts'
import { askAll } from '../../shared/core/trial-tally.ts'
import type { TrialSort } from '../../shared/trial-query.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import type { NearMe } from './near-me.ts'

/** The table of the list on screen, with distances from the place that was chosen on this device. */
export class ListTable extends TrialTable {
  #sites: SiteColumns | null = null
  #near: { near: NearMe; sort: TrialSort; order: Uint32Array } | null = null

  /** In the order of `sort`; with a place, near ones first. */
  orderFrom(sort: TrialSort, near: NearMe | null): Uint32Array {
    const order = this.order(sort)
    if (near === null) return order
    if (this.#near?.near !== near || this.#near.sort !== sort) {
      const sites = this.#sites ?? finish(this.sitesInSteps())
      this.#near = { near, sort, order: near.sort(sites, this.#recruitsIn(near), order) }
    }
    return this.#near.order
  }

  *sitesInSteps(): Generator<void, SiteColumns> {
    this.#sites ??= yield* readSites(this.trials)
    return this.#sites
  }

  #recruitsIn({ place: { country } }: NearMe): Uint8Array {
    if (country === null) return new Uint8Array(this.trials.length)
    const read = (trial: TrialSummary): readonly string[] => trial.recruitingCountries
    const test = (trial: TrialSummary): boolean => read(trial).includes(country)
    return askAll(this.trials, { name: country, test, groups: this.alike({ name: 'recruitingIn', read }) })
  }
}

const tables = new WeakMap<readonly TrialSummary[], ListTable>()

/** The table of a list, kept for as long as the list itself is. */
export function tableOf(trials: readonly TrialSummary[]): ListTable {
  const held = tables.get(trials)
  if (held !== undefined) return held
  const table = new ListTable(trials)
  tables.set(trials, table)
  return table
}
