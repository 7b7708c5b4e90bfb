import * as z from 'zod/mini'

/** What the process says about itself. */

/** `/healthz`: the process answers. */
export const HealthReply = z.object({ status: z.string() })

/** `/readyz`: whether there is something to serve, and how many trials. */
export const ReadyReply = z.object({ status: z.string(), trials: z.number() })
