import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it } from "vitest";
import { anew } from "./anew";

let client: QueryClient;
let asked: string[];
let answers: ((text: string) => void)[];
const stops: (() => void)[] = [];

beforeEach(() => {
  client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } } });
  asked = [];
  answers = [];
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  client.clear();
});

const show = (name: string) => {
  const observer = new QueryObserver(client, {
    queryKey: [name],
    queryFn: () => {
      asked.push(name);
      return new Promise<string>((resolve) => {
        answers.push(resolve);
      });
    },
  });
  stops.push(observer.subscribe(() => {}));
};
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

it("asks once more for what is on the screen", async () => {
  show("conversations");
  answers[0]?.("old");
  await settle();
  void anew(client);
  await settle();
  expect(asked).toEqual(["conversations", "conversations"]);
});

it("shows what is on its way for the first time, and asks for it once more: it may have been read before the change", async () => {
  show("conversations");
  void anew(client);
  await settle();
  expect(asked).toHaveLength(1);
  answers[0]?.("old");
  await settle();
  expect(client.getQueryData(["conversations"])).toBe("old");
  expect(asked).toHaveLength(2);
});

it("leaves alone what the feed does not tell of", async () => {
  show("labels");
  answers[0]?.("as it is");
  await settle();
  await anew(client);
  expect(asked).toEqual(["labels"]);
});
