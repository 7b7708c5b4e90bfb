/** One line of `npm run bench`. */
export interface Row {
  what: string
  value: string
}
