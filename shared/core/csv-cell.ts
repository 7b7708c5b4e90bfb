/** What spreadsheets take for the start of a formula, also in the full-width forms that some of them fold. */
const FORMULA_AT_START = /^\s*[=+\-@＝＋－＠\t\r]/
/** Where a spreadsheet that separates by something else than commas would begin a cell of its own. */
const FORMULA_INSIDE = /([;\t\r\n] *)([=+\-@＝＋－＠])/g

/** Text as a table may hold it: with an apostrophe before anything that a spreadsheet would run as a formula. */
export function inertCell(text: string): string {
  const inside = text.replace(FORMULA_INSIDE, "$1'$2")
  return FORMULA_AT_START.test(inside) ? `'${inside}` : inside
}
