/** Hands something to the browser as a file, without the server seeing it. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser may still be reading it when the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
