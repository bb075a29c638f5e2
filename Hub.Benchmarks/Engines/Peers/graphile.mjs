import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import { answer, command, connection, count, counter, latencies } from './common.mjs';

const local = Number(process.argv[4] ?? 0);
const pgPool = new pg.Pool({ ...connection, max: 12 });
for (const event of ['error', 'connect']) pgPool.on(event, () => {}); // or it complains
const logger = new Logger(() => () => {});
const worker = (noop) => run({
  pgPool, logger, concurrency: 10, noHandleSignals: true, taskList: { noop },
  preset: local > 0 ? { worker: { localQueue: { size: local } } } : undefined,
});

const utils = await makeWorkerUtils({ pgPool, logger });
await utils.migrate();
if (command === 'enqueue') {
  await pgPool.query("select graphile_worker.add_job('noop', '{}'::json) from generate_series(1, $1::int)", [count]);
  answer({});
} else if (command === 'drain') {
  const counting = counter(count);
  await worker(async () => counting.one());
  answer(await counting.done);
} else {
  const measuring = await latencies(count, (number) => utils.addJob('noop', { number }));
  await worker(async (payload) => measuring.started(payload.number));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  answer(await measuring.run());
}
