import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { refreshAll } from "./refresh";

/** A query whose answers the test gives. */
function asked(client: QueryClient, queryKey: string[]) {
  const answers: ((text: string) => void)[] = [];
  const observer = new QueryObserver(client, {
    queryKey,
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  });
  observer.subscribe(() => {});
  return answers;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("asking anew after a deed", () => {
  it("lets no answer through that was asked for before it", async () => {
    const client = new QueryClient();
    const answers = asked(client, ["contacts", "pages"]);
    await settled();

    const refreshed = refreshAll(client, [["contacts"]]);
    await settled();
    answers[0]?.("before");
    answers[1]?.("after");
    await refreshed;

    expect(answers).toHaveLength(2);
    expect(client.getQueryData(["contacts", "pages"])).toBe("after");
  });

  it("leaves alone what the deed has nothing to do with", async () => {
    const client = new QueryClient();
    const answers = asked(client, ["orders"]);
    await settled();

    await refreshAll(client, [["contacts"]]);
    answers[0]?.("as it was");
    await settled();

    expect(answers).toHaveLength(1);
    expect(client.getQueryData(["orders"])).toBe("as it was");
  });
});
