import { Alert, Badge, Code, Group, Stack, Text } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fullTime, number } from "~/i18n/format";
import { CopyButton } from "~/page/CopyField";
import { Facts } from "~/page/Facts";
import { Failure } from "~/page/Failure";
import { pretty } from "~/page/pretty";
import { RowsLoading } from "~/page/Rows";
import { SidePanel } from "~/page/SidePanel";
import { requestQuery } from "./api";
import type { SignalRequest } from "./types";

/** The very bytes that left: nobody has to believe, everybody can look. */
export function ProofPanel({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation("signals");
  const request = useQuery({ ...requestQuery(id ?? ""), enabled: id !== undefined });
  return (
    <SidePanel opened={id !== undefined} onClose={onClose} title={t("proof.title")}>
      {id && request.isPending && <RowsLoading />}
      {id && request.isError && <Failure error={request.error} again={request.refetch} />}
      {id && request.data && <Proof request={request.data} />}
    </SidePanel>
  );
}

function Proof({ request }: { request: SignalRequest }) {
  const { t } = useTranslation("signals");
  const isGood = request.status >= 200 && request.status < 300;
  return (
    <Stack>
      <Alert color="green" icon={<IconShieldCheck size={18} />} title={t("proof.noText")}>
        {t("proof.noTextWhy")}
      </Alert>
      <Facts
        items={[
          [t("column.at"), fullTime(request.at)],
          [t("proof.target"), request.target],
          [
            t("proof.answer"),
            <Badge key="status" variant="light" tt="none" color={isGood ? "green" : "red"}>
              {request.status === 0 ? t("proof.noAnswer") : `HTTP ${request.status}`}
            </Badge>,
          ],
          [t("proof.size"), t("proof.bytes", { size: number(new TextEncoder().encode(request.body).length) })],
        ]}
      />
      {request.body === "" ? (
        <Text c="dimmed">{t("proof.gone")}</Text>
      ) : (
        <Stack gap={4}>
          <Group justify="space-between">
            <Text fw={600}>{t("proof.body")}</Text>
            <CopyButton value={request.body} label={t("proof.body")} />
          </Group>
          <Code block tabIndex={0} aria-label={t("proof.body")}>
            {pretty(request.body)}
          </Code>
        </Stack>
      )}
    </Stack>
  );
}
