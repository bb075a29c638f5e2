import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { connectionQuery } from "~/connections/api";
import { Back } from "~/page/Back";
import { Card } from "~/page/Card";
import { Failure } from "~/page/Failure";
import { Page } from "~/page/Page";
import { RowsLoading } from "~/page/Rows";
import { useFeed } from "~/page/useFeed";
import { autoMessagesQuery } from "./api";
import { GroupCard } from "./GroupCard";

const types = ["connection.changed"] as const;
const keys = [["autoMessages"]] as const;

/** What the platform sends by itself for an account; it reviews each before it does. */
export function AutoMessagesPage() {
  const { t } = useTranslation("autoMessages");
  const { connectionId } = useParams({ from: "/shell/connections/$connectionId/auto-messages" });
  const connection = useQuery(connectionQuery(connectionId));
  const found = useQuery(autoMessagesQuery(connectionId));
  useFeed(types, keys);
  return (
    <Page
      above={
        <Back to="/connections/$connectionId" params={{ connectionId }}>
          {connection.data?.name ?? t("connection")}
        </Back>
      }
      title={t("title")}
      text={t("text")}
    >
      {found.isPending && <RowsLoading />}
      {found.isError && (
        <Card>
          <Failure error={found.error} again={found.refetch} />
        </Card>
      )}
      {found.data && (
        <Stack gap="lg">
          {found.data.groups.map((group) => (
            <GroupCard key={group.kind} connectionId={connectionId} group={group} />
          ))}
        </Stack>
      )}
    </Page>
  );
}
