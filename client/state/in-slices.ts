/** Longest piece of work at a time while somebody waits: a click in between is answered at once. */
const SLICE_MS = 6

/** Does all steps, a slice at a time, and lets the browser do what it has to in between. */
export async function inSlices<T>(steps: Generator<unknown, T>): Promise<T> {
  for (;;) {
    const end = performance.now() + SLICE_MS
    let step = steps.next()
    while (step.done !== true && performance.now() < end) step = steps.next()
    if (step.done === true) return step.value
    await nextTask()
  }
}

/** Later than this no picture is waited for: a page in the background draws none. */
const LATEST_PICTURE_MS = 100

/** Resolves when the browser has drawn what there is by now. */
export async function nextPicture(): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LATEST_PICTURE_MS)
    requestAnimationFrame(() => {
      clearTimeout(timer)
      resolve()
    })
  })
  // The callback comes just before the picture.
  await nextTask()
}

/** A message comes as a task of its own and, unlike a timer, without the browser's least delay. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
