import { loadDetail } from '../state/locale.ts'
import type { Page } from '../state/router.ts'
import type { PageElement } from './page-element.ts'

/** Each page is its own file, loaded when first opened, together with its words. */
export const openPage: Record<Page['name'], (page: Page) => Promise<PageElement>> = {
  explore: async () => new (await import('./explore-page.ts')).ExplorePage(),
  trial: async (page) => {
    const [{ TrialPage, loadTrialWords }] = await Promise.all([import('./trial-page.ts'), loadDetail()])
    await loadTrialWords()
    const element = new TrialPage()
    element.trialId = page.name === 'trial' ? page.id : ''
    return element
  },
  sheet: async (page) => {
    const [{ SheetPage, loadTrialWords }] = await Promise.all([import('./sheet-page.ts'), loadDetail()])
    await loadTrialWords()
    const element = new SheetPage()
    element.trialId = page.name === 'sheet' ? page.id : ''
    return element
  },
  evidence: async (page) => {
    const [{ EvidencePage }] = await Promise.all([import('./evidence-page.ts'), loadDetail()])
    const element = new EvidencePage()
    element.version = page.name === 'evidence' ? page.version : null
    return element
  },
  about: async () => {
    const [{ AboutPage }, { aboutWords }] = await Promise.all([
      import('./about-page.ts'),
      import('../state/about-words.ts'),
      loadKept(),
    ])
    await aboutWords.load()
    return new AboutPage()
  },
  check: async () => (await import('./check-page.ts')).openCheckPage(),
  saved: async () => {
    const [{ SavedPage }] = await Promise.all([import('./saved-page.ts'), loadKept(), loadFollow()])
    return new SavedPage()
  },
  compare: async () => {
    const [{ ComparePage }] = await Promise.all([import('./compare-page.ts'), loadKept()])
    return new ComparePage()
  },
  embed: async () => (await import('./embed-page.ts')).openEmbedPage(),
  'not-found': async () => new (await import('./not-found-page.ts')).NotFoundPage(),
}

async function loadKept(): Promise<void> {
  await (await import('../state/kept-words.ts')).keptWords.load()
}

async function loadFollow(): Promise<void> {
  await (await import('../state/follow-words.ts')).followWords.load()
}
