import type { Contact } from '../../shared/trial.ts'

/** Who it is, in the register's words; its own word for "a contact" says nothing in a list of contacts. */
export function contactName({ name, role }: Pick<Contact, 'name' | 'role'>): string {
  return [name, role === 'CONTACT' ? null : role].filter((part) => part !== null).join(', ')
}
