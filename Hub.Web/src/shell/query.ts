import { QueryClient } from "@tanstack/react-query";
import { isPassing } from "~/api/problem";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 3 && isPassing(error),
      retryDelay: (failures) => Math.min(1000 * 2 ** failures, 8000),
      refetchOnWindowFocus: false, // the event stream tells what changed
    },
    mutations: { retry: false },
  },
});
