import { Box, Button, Stack, Table, Text } from "@mantine/core";
import { IconWebhook } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { StateBadge } from "~/page/StateBadge";
import { useFeed } from "~/page/useFeed";
import { When } from "~/page/When";
import { ListSection, RowButtons } from "~/settings/ListSection";
import { RemoveButton } from "~/settings/RemoveButton";
import { endpointsQuery } from "./api";
import { EndpointForm } from "./EndpointForm";
import { EndpointPanel } from "./EndpointPanel";
import type { Endpoint } from "./types";

const colors = { active: "green", paused: "orange", disabled: "gray", disconnected: "gray" } as const;
const heard = ["connection.changed"] as const;
const keys = [["webhook-endpoints"]] as const;

/** Where other systems are told what happens here. */
export function WebhooksSection() {
  const { t } = useTranslation("webhooks");
  const list = useQuery(endpointsQuery);
  const [shown, setShown] = useState<string>();
  useFeed(heard, keys);
  return (
    <>
      <ListSection
        title={t("title")}
        text={t("text")}
        list={list}
        may
        icon={IconWebhook}
        empty={t("empty")}
        emptyText={t("emptyText")}
        add={t("add")}
        head={
          <>
            <Table.Th>{t("url")}</Table.Th>
            <Table.Th visibleFrom="sm">{t("stateTitle")}</Table.Th>
            <Table.Th visibleFrom="sm">{t("lastSuccess")}</Table.Th>
            <Table.Th />
          </>
        }
        row={(endpoint, edit) => (
          <>
            <Table.Td maw={{ base: "9rem", sm: "22rem" }}>
              <Text fw={600} truncate>
                {endpoint.description ?? new URL(endpoint.url).host}
              </Text>
              <Text fz="xs" c="dimmed" ff="monospace" truncate>
                {endpoint.url}
              </Text>
              <Box hiddenFrom="sm" mt={4}>
                <Standing endpoint={endpoint} />
              </Box>
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <Standing endpoint={endpoint} />
            </Table.Td>
            <Table.Td visibleFrom="sm">
              {endpoint.lastSuccessAt ? <When at={endpoint.lastSuccessAt} /> : t("never")}
            </Table.Td>
            <Table.Td>
              <RowButtons name={endpoint.description ?? endpoint.url} may onEdit={edit}>
                <Button size="compact-sm" variant="default" onClick={() => setShown(endpoint.id)}>
                  {t("log")}
                </Button>
                <RemoveButton
                  path="/webhook-endpoints"
                  id={endpoint.id}
                  name={endpoint.description ?? endpoint.url}
                  keys={[["webhook-endpoints"]]}
                  text={t("removeText")}
                />
              </RowButtons>
            </Table.Td>
          </>
        )}
        form={(endpoint, onDone) => <EndpointForm endpoint={endpoint} onDone={onDone} />}
        formTitle={(endpoint) => t(endpoint ? "edit" : "add")}
        formSize="lg"
        keepsOpen
      />
      <EndpointPanel endpoint={list.data?.find((one) => one.id === shown)} onClose={() => setShown(undefined)} />
    </>
  );
}

function Standing({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation("webhooks");
  return (
    <Stack gap={2} align="flex-start">
      {endpoint.state === "active" && endpoint.failingSince ? (
        <>
          <StateBadge color="red">{t("failing")}</StateBadge>
          <Text fz="xs" c="dimmed">
            {t("failingSince")} <When at={endpoint.failingSince} />
          </Text>
        </>
      ) : (
        <StateBadge color={colors[endpoint.state]}>{t(`state.${endpoint.state}`)}</StateBadge>
      )}
      {endpoint.reason && <Text fz="xs">{endpoint.reason}</Text>}
      {endpoint.wayOn && (
        <Text fz="xs" c="dimmed">
          {endpoint.wayOn}
        </Text>
      )}
    </Stack>
  );
}
