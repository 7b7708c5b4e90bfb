import { createTrialsApi } from '../api/trials-api.ts'
import { DeviceStore, deviceStorage } from '../state/device-store.ts'
import { nextTask } from '../state/in-slices.ts'
import { chooseLang, setLang } from '../state/locale.ts'
import { Router } from '../state/router.ts'
import { TrialData } from '../state/trial-data.ts'
import { AppShell } from './app-shell.ts'

/** Makes the parts, hands them to each other, and takes over the page the server sent. */
export async function start(app: HTMLElement): Promise<void> {
  // Running the file and starting are two tasks: a click in between is answered.
  await nextTask()
  const api = createTrialsApi()
  const data = new TrialData(api)
  const device = new DeviceStore(deviceStorage())
  await nextTask()
  device.noteVisit(new Date().toISOString())
  await nextTask()
  const router = new Router()
  const shell = new AppShell()
  shell.context = { api, data, device, router, servedContent: served('server-content') }
  shell.servedStatement = served('server-statement')
  const asked = new URLSearchParams(window.location.search).get('lang')
  const lang = chooseLang(asked, device.lang, navigator.languages)
  // The list first, where the statement of this very moment stands on the page already.
  const isServed = shell.servedStatement.length > 0 && document.documentElement.lang === lang
  if (router.page.name === 'explore' && isServed) void data.afterTrials().then(() => data.loadStatement())
  else void data.loadStatement()
  await nextTask()
  const language = setLang(lang)
  await nextTask()
  const page = shell.preload(router.page)
  await language
  await page.catch(() => null)
  router.start()
  await nextTask()
  app.replaceChildren(shell)
}

/** What the server wrote there for readers without JavaScript. */
function served(id: string): Node[] {
  const nodes = document.getElementById(id)?.childNodes ?? []
  return [...nodes].filter((node) => node.nodeType !== Node.COMMENT_NODE && node.textContent?.trim() !== '')
}
