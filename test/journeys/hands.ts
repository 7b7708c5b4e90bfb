import { expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'

/** The two ways a person works: both do the same things, so that a journey is written once. */
export interface Hand {
  name: 'pointer' | 'keyboard'
  /** A link, a button, a summary or a checkbox. */
  press(target: Locator): Promise<void>
  /** One of a group of radio buttons. */
  choose(target: Locator): Promise<void>
  /** Into a field; `done` leaves it, which is when a number field is read. */
  type(target: Locator, text: string): Promise<void>
  /** An option of a list. */
  select(target: Locator, value: string): Promise<void>
  /** The first suggestion for what is typed. */
  suggest(target: Locator, typed: string): Promise<void>
}

export const pointer: Hand = {
  name: 'pointer',
  press: (target) => target.click(),
  // The round itself is invisible: the person hits its label.
  choose: (target) => target.locator('xpath=..').click(),
  async type(target, text) {
    await target.click()
    await target.fill(text)
    await target.blur()
  },
  async select(target, value) {
    await target.selectOption(value)
  },
  async suggest(target, typed) {
    await target.click()
    await target.fill(typed)
    await target.page().getByRole('option').first().click()
  },
}

const MOST_STOPS = 600

export const keyboard: Hand = {
  name: 'keyboard',
  async press(target) {
    await tabTo(target)
    const isCheckbox = await target.evaluate((element) => element instanceof HTMLInputElement)
    await target.page().keyboard.press(isCheckbox ? 'Space' : 'Enter')
    await expectFocusKept(target.page())
  },
  async choose(target) {
    const { keyboard: keys } = target.page()
    await tabTo(target, true)
    // The group is one stop; the arrows go round in it.
    for (let turn = 0; turn < 10 && !(await hasFocus(target)); turn += 1) await keys.press('ArrowDown')
    expect(await hasFocus(target)).toBe(true)
    if (!(await target.isChecked())) await keys.press('Space')
    await expectFocusKept(target.page())
  },
  async type(target, text) {
    await tabTo(target)
    await target.page().keyboard.press('Control+A')
    await target.page().keyboard.type(text)
    await target.page().keyboard.press('Tab')
  },
  async select(target, value) {
    await tabTo(target)
    const steps = await target.evaluate((element, wanted) => {
      if (!(element instanceof HTMLSelectElement)) throw new Error('not a list of options')
      return [...element.options].findIndex((option) => option.value === wanted) - element.selectedIndex
    }, value)
    for (let step = 0; step < Math.abs(steps); step += 1)
      await target.page().keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp')
  },
  async suggest(target, typed) {
    const page = target.page()
    await tabTo(target)
    await page.keyboard.press('Control+A')
    await page.keyboard.type(typed)
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await hasFocus(target)).toBe(true)
  },
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement)
}

/**
 * Tab, or Shift and Tab when it lies behind, until the target has the focus. Every stop on the way has to show where it
 * is, and the focus may never be on nothing.
 */
async function tabTo(target: Locator, orItsGroup = false): Promise<void> {
  const page = target.page()
  // Found once: to look for it by its role at every stop takes longer than the stops.
  let found = await target.elementHandle()
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    const { at, problem } = await found.evaluate((element, group) => {
      if (!element.isConnected) return { at: 'gone', problem: '' }
      const focused = document.activeElement
      const inGroup =
        group &&
        focused instanceof HTMLInputElement &&
        element instanceof HTMLInputElement &&
        focused.type === 'radio' &&
        focused.name === element.name
      if (focused === element || inGroup) return { at: 'there', problem: shown(focused) }
      const behind =
        (element.compareDocumentPosition(focused ?? document.body) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
      const problem = focused === null || focused === document.body ? '' : shown(focused)
      return { at: behind ? 'before' : 'after', problem }

      /** Nothing to say when the focus is seen: by an outline or a shadow of its own or of what stands round it. */
      function shown(stop: Element | null): string {
        if (stop === null || stop.matches('h1, h2, main')) return ''
        const name = `${stop.tagName}.${stop.className} ${stop.textContent.slice(0, 40)}`
        const box = stop.getBoundingClientRect()
        if (box.width === 0 && box.height === 0) return `${name} has the focus and no size`
        for (
          let one: Element | null = stop;
          one !== null && one !== stop.parentElement?.parentElement;
          one = one.parentElement
        ) {
          const style = getComputedStyle(one)
          if (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) return ''
          if (style.boxShadow !== 'none') return ''
        }
        return `${name} does not show that it has the focus`
      }
    }, orItsGroup)
    expect(problem).toBe('')
    if (at === 'there') return
    if (at === 'gone') {
      found = await target.elementHandle()
      continue
    }
    await page.keyboard.press(at === 'before' ? 'Shift+Tab' : 'Tab')
  }
  throw new Error(`not within ${String(MOST_STOPS)} stops: ${target.toString()}`)
}

/** What was pressed may be gone by now; the focus has to be somewhere a reader can go on from. */
async function expectFocusKept(page: Page): Promise<void> {
  const isLost = (): Promise<boolean> =>
    page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          // Two frames: what the press changed has been drawn.
          requestAnimationFrame(() =>
            requestAnimationFrame(() =>
              resolve(document.activeElement === null || document.activeElement === document.body),
            ),
          )
        }),
    )
  await expect.poll(isLost, { message: 'the focus is lost' }).toBe(false)
}
