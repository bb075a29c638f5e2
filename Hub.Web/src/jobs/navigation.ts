import { IconListCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMay } from "~/session/session";
import type { NavigationItem } from "~/shell/navigation";
import { causesQuery } from "./api";

const often = 60_000;

function useFailures(): number {
  const enabled = useMay()("deliveries.read");
  const { data } = useQuery({ ...causesQuery("dead"), enabled, refetchInterval: often });
  return data?.reduce((sum, cause) => sum + cause.count, 0) ?? 0;
}

export const jobsNavigation: NavigationItem = {
  id: "jobs",
  feature: "jobs",
  to: "/jobs",
  icon: IconListCheck,
  permission: "deliveries.read",
  order: 70,
  useCount: useFailures,
};
