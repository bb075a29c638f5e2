// What each peer's script is asked: [enqueue|drain|latency] and how many. One line of JSON comes back.
import { performance } from 'node:perf_hooks';

export const [command, count] = [process.argv[2], Number(process.argv[3])];

export const connection = {
  host: process.env.PGHOST, port: Number(process.env.PGPORT), user: process.env.PGUSER, database: process.env.PGDATABASE,
};

/** Counts inside the job: from the first that starts to the last. */
export function counter(jobs) {
  let first = 0;
  let left = jobs;
  let end;
  const done = new Promise((resolve) => { end = resolve; });
  return {
    done,
    one: () => {
      first ||= performance.now();
      if (--left === 0) end({ seconds: (performance.now() - first) / 1000 });
    },
  };
}

/** Asks for one after the other, 50 ms apart, and tells how long each took to start. */
export async function latencies(jobs, ask) {
  const took = [];
  const asked = new Map();
  let end;
  const done = new Promise((resolve) => { end = resolve; });
  const started = (number) => {
    took.push(performance.now() - asked.get(number));
    if (took.length === jobs) end();
  };
  return {
    started,
    run: async () => {
      for (let number = 0; number < jobs; number++) {
        asked.set(number, performance.now());
        await ask(number);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await done;
      return { milliseconds: took };
    },
  };
}

export function answer(result) {
  console.log(JSON.stringify(result));
  process.exit(0);
}
