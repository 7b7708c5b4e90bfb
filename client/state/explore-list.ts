import type { FindTown } from '../../shared/core/distance.ts'
import type { Substance } from '../../shared/substances/substance.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import type { ExploreInput } from './explore-view.ts'
import { firstList } from './first-list.ts'
import { inSlices, nextTask } from './in-slices.ts'
import type * as listTools from './list-tools.ts'
import type { ListView } from './list-view.ts'
import type { HomePlace, NearMe } from './near-me.ts'
import { PreparedList } from './prepared-list.ts'
import type { SearchIndex } from './search-index.ts'
import { firstOf, without, writeFragment } from './url-state.ts'
import type { Params } from './url-state.ts'
import { whenIdle } from './when-idle.ts'

type ListTools = typeof listTools

/** Once loaded, coming back to the list finds them there: it is drawn at once, for the scroll position to hold. */
let loaded: ListTools | null = null

/** What the reader chose. */
export interface Choice {
  params: Params
  age: number | null
  place: HomePlace | null
}

/**
 * The list of the first page. Somebody who has chosen nothing sees it before the tools for choosing are there; they are
 * loaded once it was drawn, or at once for somebody who comes with a choice.
 */
export class ExploreList {
  near: NearMe | null = null
  readonly #substances: readonly Substance[]
  readonly #onChange: () => void
  #tools: ListTools | null = null
  #trials: readonly TrialSummary[] | null = null
  #choice: Choice | null = null
  /** The list that the reader has before them. */
  #drawn: readonly TrialSummary[] | null = null
  #prepared: PreparedList | null = null
  #held: { input: ExploreInput; view: ListView } | null = null
  #charted: { input: ExploreInput | null; trials: readonly TrialSummary[] } | null = null
  #findTown: FindTown | null = null
  #townsLoaded = false
  #index: SearchIndex | null = null
  #indexed: readonly TrialSummary[] | null = null
  #loading: Promise<void> | null = null
  /** What choosing takes did not come. */
  #isFailed = false

  /** `onChange`: there is something else to draw. */
  constructor(substances: readonly Substance[], onChange: () => void) {
    this.#substances = substances
    this.#onChange = onChange
    if (loaded !== null) this.#use(loaded)
  }

  /** What choosing takes, once it is there and has worked out what it needs of the list. */
  get ready(): ListTools | null {
    return (this.#prepared?.current ?? null) === null ? null : this.#tools
  }

  /** `trials`: the newest that are held; null while there are none. */
  follow(trials: readonly TrialSummary[] | null, choice: Choice): void {
    this.#trials = trials
    this.#choice = choice
    // Each choice tries anew.
    if (isFree(choice)) this.#isFailed = false
    else if (!this.#isFailed) void this.load()
    this.#prepared?.follow(trials)
  }

  /** Every trial that the list may be drawn from now; null: it has to wait. */
  all(choice: Choice): readonly TrialSummary[] | null {
    // The list waits for the list of places rather than changing its order under the reader.
    if (choice.place !== null && !this.#townsLoaded) return null
    const prepared = this.#prepared?.current ?? null
    if (prepared !== null) return prepared
    return isFree(choice) ? this.#trials : this.#drawn
  }

  /** The list as it stands; worked out again only when something it depends on is another. */
  view(trials: readonly TrialSummary[], { params, age, place }: Choice): ListView {
    const { ready } = this
    this.#drawn = trials
    if (ready === null) return firstList(trials, this.#substances)
    if (place === null) this.near = null
    else if (this.near?.place !== place) this.near = new ready.NearMe(place, this.#findTown)
    const search = this.#index?.correct(firstOf(params, 'q') ?? '') ?? null
    const input = { trials, params, age, substances: this.#substances, near: this.near, search }
    if (this.#held === null || !isSame(this.#held.input, input)) this.#held = { input, view: ready.exploreView(input) }
    return this.#held.view
  }

  /** What was searched for instead of what was typed; null: the same. */
  get search(): string | null {
    return this.#held?.input.search ?? null
  }

  /** The charts do not care about the order: the same trials sorted otherwise are the same to them. */
  charted(view: ListView): readonly TrialSummary[] {
    const input = this.#held?.input
    const asked = input === undefined ? null : { ...input, near: null, params: without(input.params, ['sort']) }
    const earlier = this.#charted?.input ?? null
    if (asked === null || earlier === null || !isSameChoice(earlier, asked))
      this.#charted = { input: asked, trials: view.shown }
    return this.#charted?.trials ?? view.shown
  }

  /** Somebody chose something, and what that takes did not come. */
  isMissed(choice: Choice): boolean {
    return this.#isFailed && !isFree(choice)
  }

  #use(tools: ListTools): void {
    this.#tools = tools
    this.#isFailed = false
    this.#prepared = new PreparedList(tools.prepareList, () => void this.#ready())
    this.#prepared.follow(this.#trials)
  }

  /** What is on screen is worked out, and then drawn, in a task of its own: a click in between is answered. */
  async #ready(): Promise<void> {
    const all = this.#choice === null ? null : this.all(this.#choice)
    if (all !== null && this.#choice !== null) this.view(all, this.#choice)
    await nextTask()
    this.#onChange()
  }

  /** Loads what choosing takes. Never rejects: `isMissed` says so. */
  load(): Promise<void> {
    if (this.#tools !== null) return Promise.resolve()
    this.#loading ??= import('./list-tools.ts').then(
      async (tools) => {
        loaded = tools
        await nextTask()
        this.#use(tools)
        this.#onChange()
      },
      () => {
        this.#loading = null
        this.#isFailed = true
        this.#onChange()
      },
    )
    return this.#loading
  }

  /** Registers that give towns without coordinates are measured by the list of places; without it only the others are. */
  async loadTowns(): Promise<void> {
    await this.load()
    if (!this.#townsLoaded) {
      const gazetteer = await import('../places/gazetteer.ts').catch(() => null)
      this.#findTown = gazetteer?.findTown ?? null
      this.#townsLoaded = true
    }
    const trials = this.#prepared?.current ?? null
    if (this.#tools !== null && trials !== null) await inSlices(this.#tools.tableOf(trials).sitesInSteps())
    this.#onChange()
  }

  /** Reads ahead for the search, in the browser's pauses. */
  readAhead(): void {
    const tools = this.#tools
    const all = this.#prepared?.current ?? null
    if (tools === null || all === null || all === this.#indexed) return
    this.#index?.stop()
    this.#indexed = all
    whenIdle(() => {
      if (this.#indexed === all) this.#index = new tools.SearchIndex(all, this.#onChange)
    })
  }

  /** Ends the reading ahead. */
  stop(): void {
    this.#index?.stop()
    this.#indexed = null
  }
}

/** Nothing that the first list does not know of. */
function isFree({ params, age, place }: Choice): boolean {
  return params.length === 0 && age === null && place === null
}

/** The same list. */
function isSame(a: ExploreInput, b: ExploreInput): boolean {
  return a.trials === b.trials && a.params === b.params && a.age === b.age && a.near === b.near && a.search === b.search
}

/** The same trials, whatever their order. */
function isSameChoice(a: ExploreInput, b: ExploreInput): boolean {
  return isSame({ ...a, params: b.params }, b) && writeFragment(a.params) === writeFragment(b.params)
}
