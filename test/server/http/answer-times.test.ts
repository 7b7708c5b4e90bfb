import { expect, it } from 'vitest'
import { createAnswerTimes } from '../../../server/answer-times.ts'

it('counts answers as a histogram of Prometheus does: each step holds all below it', () => {
  const times = createAnswerTimes('x_seconds', 'Time', [0.1, 1])
  times.observe('api/trials', 200, 0.1)
  times.observe('api/trials', 200, 0.5)
  times.observe('api/trials', 200, 4)
  times.observe('static', 304, 0.01)
  expect(times.text().split('\n')).toEqual([
    '# HELP x_seconds Time',
    '# TYPE x_seconds histogram',
    'x_seconds_bucket{le="0.1",route="api/trials",status="200"} 1',
    'x_seconds_bucket{le="1",route="api/trials",status="200"} 2',
    'x_seconds_bucket{le="+Inf",route="api/trials",status="200"} 3',
    'x_seconds_sum{route="api/trials",status="200"} 4.6',
    'x_seconds_count{route="api/trials",status="200"} 3',
    'x_seconds_bucket{le="0.1",route="static",status="304"} 1',
    'x_seconds_bucket{le="1",route="static",status="304"} 1',
    'x_seconds_bucket{le="+Inf",route="static",status="304"} 1',
    'x_seconds_sum{route="static",status="304"} 0.01',
    'x_seconds_count{route="static",status="304"} 1',
    '',
  ])
})
