import * as z from 'zod/mini'

/** What stays on this device and never travels: the language and the age a person typed. */
const Kept = z.object({
  lang: z.optional(z.string()),
  age: z.optional(z.number().check(z.int(), z.gte(0), z.lte(120))),
})
export type Kept = z.infer<typeof Kept>

const KEY = 'trialwijzer'

export class DeviceStore {
  readonly #storage: Storage | null
  #kept: Kept

  /** `storage` is null where the browser refuses it: then everything lasts until the page is closed. */
  constructor(storage: Storage | null) {
    this.#storage = storage
    this.#kept = readKept(storage)
  }

  get lang(): string | null {
    return this.#kept.lang ?? null
  }

  get age(): number | null {
    return this.#kept.age ?? null
  }

  setLang(lang: string): void {
    this.#write({ ...this.#kept, lang })
  }

  /** Null forgets it. */
  setAge(age: number | null): void {
    const { lang } = this.#kept
    this.#write({ ...(lang === undefined ? {} : { lang }), ...(age === null ? {} : { age }) })
  }

  #write(kept: Kept): void {
    this.#kept = kept
    try {
      this.#storage?.setItem(KEY, JSON.stringify(kept))
    } catch {
      // Storage is full or refused: the value still holds for this visit.
    }
  }
}

function readKept(storage: Storage | null): Kept {
  try {
    const parsed = Kept.safeParse(JSON.parse(storage?.getItem(KEY) ?? '{}'))
    return parsed.success ? parsed.data : {}
  } catch {
    return {}
  }
}

/** localStorage, or null where reading the property itself throws (blocked cookies). */
export function deviceStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
