import { Badge, Button, Group, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFileImport, IconListSearch } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fullTime, number } from "~/i18n/format";
import { Back } from "~/page/Back";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { Empty } from "~/page/Empty";
import { Failure } from "~/page/Failure";
import { Listed } from "~/page/Listed";
import { Page } from "~/page/Page";
import { RowsLoading } from "~/page/Rows";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { activateVersion, keywordListQuery, keywordsQuery } from "./api";
import { KeywordImport } from "./KeywordImport";
import { ListState } from "./ListState";
import type { KeywordList, KeywordVersion } from "./types";

/** One list: its versions, and which of them counts. */
export function KeywordListPage() {
  const { t } = useTranslation("signals");
  const { listId } = useParams({ from: "/shell/signals/keywords/$listId" });
  const may = useMay()("keywords.write");
  const found = useQuery(keywordListQuery(listId));
  const [opened, { open, close }] = useDisclosure(false);
  const importButton = may && (
    <Button leftSection={<IconFileImport size={16} />} onClick={open}>
      {t("import.title")}
    </Button>
  );
  return (
    <Page
      above={<Back to="/signals/keywords">{t("keywords.title")}</Back>}
      title={found.data?.list.name ?? t("keywords.title")}
      actions={found.data && found.data.versions.length > 0 && importButton}
      tools={
        found.data && (
          <div>
            <ListState list={found.data.list} />
          </div>
        )
      }
    >
      {found.isPending && <RowsLoading />}
      {found.isError && <Failure error={found.error} again={found.refetch} />}
      {found.data &&
        (found.data.versions.length === 0 ? (
          <Card>
            <Empty icon={IconListSearch} title={t("versions.empty")} text={t("versions.emptyText")}>
              {importButton}
            </Empty>
          </Card>
        ) : (
          <Versions list={found.data.list} versions={found.data.versions} />
        ))}
      <Dialog opened={opened} onClose={close} title={t("import.title")} size="lg">
        <KeywordImport listId={listId} onDone={close} />
      </Dialog>
    </Page>
  );
}

function Versions({ list, versions }: { list: KeywordList; versions: KeywordVersion[] }) {
  const { t } = useTranslation("signals");
  const may = useMay()("keywords.write");
  const [shown, setShown] = useState(list.activeVersion || (versions[0]?.version ?? 1));
  const activate = useDeed((version: number) => activateVersion(list.id, version), {
    says: (_, version) => t(version === 0 ? "versions.offDone" : "versions.onDone", { version }),
    refresh: [["keyword-lists"]],
  });
  return (
    <Stack gap="lg">
      <Card title={t("versions.title")} text={t("versions.text")} flush>
        <Table verticalSpacing="sm" horizontalSpacing="md" aria-label={t("versions.title")}>
          <Table.Tbody>
            {versions.map((one) => (
              <Table.Tr key={one.version} bg={one.version === shown ? "var(--hub-hover)" : undefined}>
                <Table.Td>
                  <Group gap="xs">
                    <Text fw={600}>{t("versions.one", { version: one.version })}</Text>
                    {one.version === list.activeVersion && (
                      <Badge variant="light" color="green" tt="none">
                        {t("versions.active")}
                      </Badge>
                    )}
                  </Group>
                  <Text fz="xs" c="dimmed">
                    {fullTime(one.createdAt)} · {t("versions.count", { count: one.count })}
                  </Text>
                </Table.Td>
                <Table.Td ta="right">
                  <Group gap="xs" justify="flex-end">
                    <Button size="compact-sm" variant="default" onClick={() => setShown(one.version)}>
                      {t("versions.show")}
                    </Button>
                    {may &&
                      (one.version === list.activeVersion ? (
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          color="gray"
                          loading={activate.isPending}
                          onClick={() => activate.mutate(0)}
                        >
                          {t("versions.turnOff")}
                        </Button>
                      ) : (
                        <Button
                          size="compact-sm"
                          loading={activate.isPending && activate.variables === one.version}
                          onClick={() => activate.mutate(one.version)}
                        >
                          {t("versions.turnOn")}
                        </Button>
                      ))}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Card>
      <Keywords listId={list.id} version={shown} />
    </Stack>
  );
}

function Keywords({ listId, version }: { listId: string; version: number }) {
  const { t } = useTranslation("signals");
  const keywords = useInfiniteQuery(keywordsQuery(listId, version));
  return (
    <Card title={t("versions.keywords", { version: number(version) })} flush>
      <Listed list={keywords} empty={<Empty icon={IconListSearch} title={t("versions.empty")} text="" />}>
        {(items) => (
          <Table verticalSpacing={6} horizontalSpacing="md" aria-label={t("versions.keywords", { version })}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("keyword.term")}</Table.Th>
                <Table.Th>{t("keyword.mode")}</Table.Th>
                <Table.Th>{t("keyword.accents")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((keyword) => (
                <Table.Tr key={keyword.id}>
                  <Table.Td>{keyword.term}</Table.Td>
                  <Table.Td>{t(`keyword.modes.${keyword.mode}`, { defaultValue: keyword.mode })}</Table.Td>
                  <Table.Td>{t(`keyword.accent.${keyword.accents}`, { defaultValue: keyword.accents })}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Listed>
    </Card>
  );
}
