/** Filters as they stand in the URL fragment, in order: the same names and values as the API's. */
export type Params = readonly (readonly [name: string, value: string])[]

/** `#status=recruiting,paused&q=ptss` → one pair a value. Broken escapes are read as they stand; free text keeps its commas. */
export function readFragment(hash: string): Params {
  return [...new URLSearchParams(hash.replace(/^#/, ''))].flatMap(([name, value]) =>
    name === 'q'
      ? [[name, value] as const]
      : value.split(',').flatMap((part) => (part.trim() === '' ? [] : [[name, part.trim()] as const])),
  )
}

/** The shortest fragment for these filters, without `#`; '' for none. Names keep their first order. */
export function writeFragment(params: Params): string {
  const names = [...new Set(params.map(([name]) => name))]
  return names
    .map((name) => `${encodeURIComponent(name)}=${valuesOf(params, name).map(encodeURIComponent).join(',')}`)
    .join('&')
}

export function valuesOf(params: Params, name: string): string[] {
  return params.flatMap(([key, value]) => (key === name ? [value] : []))
}

export function firstOf(params: Params, name: string): string | null {
  return params.find(([key]) => key === name)?.[1] ?? null
}

/** Replaces the values of one filter where it stands, or adds it at the end; no values takes it away. */
export function withValues(params: Params, name: string, values: readonly string[]): Params {
  const at = params.findIndex(([key]) => key === name)
  const added = [...new Set(values)].map((value) => [name, value] as const)
  if (at === -1) return [...params, ...added]
  const before = params.slice(0, at)
  const after = params.slice(at).filter(([key]) => key !== name)
  return [...before, ...added, ...after]
}

export function withToggled(params: Params, name: string, value: string): Params {
  const values = valuesOf(params, name)
  return withValues(params, name, values.includes(value) ? values.filter((v) => v !== value) : [...values, value])
}

export function without(params: Params, names: readonly string[]): Params {
  return params.filter(([name]) => !names.includes(name))
}
