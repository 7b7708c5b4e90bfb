/** What stands inside a node: text is always text, never markup. */
export type Content = Node | string | null | readonly Content[]

/**
 * A node of the page, made without a template: the host's content security policy may forbid every Trusted Types
 * policy, and text of a register can never become markup this way.
 */
export function node(
  tag: string,
  attributes: Readonly<Record<string, string | null>>,
  ...content: readonly Content[]
): HTMLElement {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value)
  element.append(...flat(content))
  return element
}

function flat(content: Content): (Node | string)[] {
  if (content === null) return []
  return content instanceof Node || typeof content === 'string' ? [content] : content.flatMap(flat)
}
