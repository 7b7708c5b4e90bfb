/** Words of `/embed`, where the code for another site is put together. Loaded with it. */
export interface EmbedPageText {
  title: string
  lead: string
  choose: string
  what: string
  whats: { list: string; statement: string }
  substance: string
  allSubstances: string
  country: string
  allCountries: string
  status: string
  allStatuses: string
  language: string
  languages: { en: string; nl: string }
  theme: string
  themes: { auto: string; light: string; dark: string }
  limit: string
  code: string
  codeHint: string
  copy: string
  copied: string
  copyFailed: string
  preview: string
  previewFailed: string
  rules: string
  rulesText: readonly string[]
  policy: string
  attributes: string
  attributeHead: readonly [string, string]
  attributeMeaning: readonly (readonly [name: string, meaning: string])[]
}
