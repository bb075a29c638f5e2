import { PgBoss } from 'pg-boss';
import { answer, command, connection, count, counter, latencies } from './common.mjs';

const workers = 10;
const boss = new PgBoss({ ...connection, max: 12 });
boss.on('error', (error) => console.error(error.message));
await boss.start();
await boss.createQueue('noop');
const work = (each, batchSize) => Promise.all(Array.from({ length: workers }, () =>
  boss.work('noop', { batchSize, pollingIntervalSeconds: 0.5 }, async (jobs) => jobs.forEach(each))));

if (command === 'enqueue') {
  for (let done = 0; done < count; done += 1000)
    await boss.insert('noop', Array.from({ length: Math.min(1000, count - done) }, () => ({ data: {} })));
  answer({});
} else if (command === 'drain') {
  const counting = counter(count);
  await work(() => counting.one(), 100);
  answer(await counting.done);
} else {
  const measuring = await latencies(count, (number) => boss.send('noop', { number }));
  await work((job) => measuring.started(job.data.number), 1);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  answer(await measuring.run());
}
