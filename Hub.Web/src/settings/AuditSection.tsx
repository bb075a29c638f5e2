import { Select, Table, Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import { Card } from "~/page/Card";
import { Empty } from "~/page/Empty";
import { Listed } from "~/page/Listed";
import { Page } from "~/page/Page";
import { useMay } from "~/session/session";
import { auditQuery, membersQuery } from "./api";
import { kinds } from "./auditKinds";
import { useSubjectNames } from "./useSubjectNames";

/** Who changed what. */
export function AuditSection() {
  const { t } = useTranslation("settings");
  const { actor, action } = useSearch({ from: "/shell/settings/audit" });
  const navigate = useNavigate({ from: "/settings/audit" });
  const may = useMay();
  const list = useInfiniteQuery(auditQuery(actor, action));
  const { data: members = [] } = useQuery({ ...membersQuery, enabled: may("members.read") });
  const nameOf = useSubjectNames();
  return (
    <Page
      title={t("section.audit")}
      text={t("audit.text")}
      tools={
        <>
          <Select
            aria-label={t("audit.who")}
            placeholder={t("audit.anybody")}
            data={members.map((member) => ({ value: member.id, label: member.name }))}
            value={actor ?? null}
            onChange={(id) =>
              void navigate({ search: ({ actor: _, ...rest }) => (id ? { ...rest, actor: id } : rest) })
            }
            clearable
            searchable
          />
          <Select
            aria-label={t("audit.what")}
            placeholder={t("audit.anything")}
            data={kinds.map((value) => ({ value, label: t(`audit.kind.${value}`) }))}
            value={action ?? null}
            onChange={(kind) =>
              void navigate({ search: ({ action: _, ...rest }) => (kind ? { ...rest, action: kind } : rest) })
            }
            clearable
          />
        </>
      }
    >
      <Card flush>
        <Listed list={list} empty={<Empty icon={IconHistory} title={t("audit.empty")} text={t("audit.emptyText")} />}>
          {(items) => (
            <Table verticalSpacing="xs" horizontalSpacing="md" aria-label={t("section.audit")}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("audit.when")}</Table.Th>
                  <Table.Th>{t("audit.who")}</Table.Th>
                  <Table.Th>{t("audit.what")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((entry) => (
                  <Table.Tr key={entry.id}>
                    <Table.Td style={{ whiteSpace: "nowrap" }}>{fullTime(entry.at)}</Table.Td>
                    <Table.Td>{entry.actor.name ?? t("audit.hub")}</Table.Td>
                    <Table.Td>
                      {t(`audit.action.${entry.action.replace(".", "_")}`, { defaultValue: entry.action })}
                      <Text fz="xs" c="dimmed" {...(!nameOf(entry.subject) && { ff: "monospace" })}>
                        {nameOf(entry.subject) ?? entry.subject.id}
                      </Text>
                      {entry.reason && <Text fz="xs">{t("audit.because", { reason: entry.reason })}</Text>}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Listed>
      </Card>
    </Page>
  );
}
