/** Reads `--minutes 3` from the command line. */
export function minutesOf(args: readonly string[], otherwise: number): number {
  const at = args.indexOf('--minutes')
  const minutes = at < 0 ? otherwise : Number(args[at + 1])
  if (!(minutes > 0)) throw new Error('--minutes takes a number above 0')
  return minutes
}
