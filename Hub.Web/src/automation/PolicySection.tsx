import { useQuery } from "@tanstack/react-query";
import { Failure } from "~/page/Failure";
import { RowsLoading } from "~/page/Rows";
import { policyQuery } from "./api";
import { PolicyForm } from "./PolicyForm";

export function PolicySection() {
  const policy = useQuery(policyQuery);
  if (policy.isPending) return <RowsLoading />;
  if (policy.isError) return <Failure error={policy.error} again={policy.refetch} />;
  return <PolicyForm key={policy.dataUpdatedAt} policy={policy.data} />;
}
