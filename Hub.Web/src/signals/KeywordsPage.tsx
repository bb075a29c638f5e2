import { Anchor, Button, Group, Table, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconListSearch, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Back } from "~/page/Back";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { Empty } from "~/page/Empty";
import { Failure, FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { Page } from "~/page/Page";
import { RowsLoading } from "~/page/Rows";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { createKeywordList, keywordListsQuery } from "./api";
import { ListState } from "./ListState";
import type { KeywordList } from "./types";

/** Lists of words that count as a signal when a customer writes them. */
export function KeywordsPage() {
  const { t } = useTranslation("signals");
  const may = useMay()("keywords.write");
  const lists = useQuery(keywordListsQuery);
  const [opened, { open, close }] = useDisclosure(false);
  const add = may && (
    <Button leftSection={<IconPlus size={16} />} onClick={open}>
      {t("keywords.add")}
    </Button>
  );
  return (
    <Page
      above={<Back to="/signals">{t("title")}</Back>}
      title={t("keywords.title")}
      text={t("keywords.text")}
      actions={lists.data && lists.data.length > 0 && add}
    >
      <Card flush>
        {lists.isPending && <RowsLoading rows={3} />}
        {lists.isError && <Failure error={lists.error} again={lists.refetch} />}
        {lists.data?.length === 0 && (
          <Empty icon={IconListSearch} title={t("keywords.empty")} text={t("keywords.emptyText")}>
            {add}
          </Empty>
        )}
        {lists.data && lists.data.length > 0 && <Lists lists={lists.data} />}
      </Card>
      <Dialog opened={opened} onClose={close} title={t("keywords.add")}>
        <NewList />
      </Dialog>
    </Page>
  );
}

function Lists({ lists }: { lists: KeywordList[] }) {
  const { t } = useTranslation("signals");
  return (
    <Table highlightOnHover verticalSpacing="sm" horizontalSpacing="md" aria-label={t("keywords.title")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("keywords.name")}</Table.Th>
          <Table.Th visibleFrom="sm">{t("keywords.language")}</Table.Th>
          <Table.Th>{t("column.state")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lists.map((list) => (
          <Table.Tr key={list.id}>
            <Table.Td>
              <Anchor
                fw={600}
                c="var(--mantine-color-text)"
                renderRoot={(props) => <Link to="/signals/keywords/$listId" params={{ listId: list.id }} {...props} />}
              >
                {list.name}
              </Anchor>
            </Table.Td>
            <Table.Td visibleFrom="sm">{list.language === "*" ? t("keywords.any") : list.language}</Table.Td>
            <Table.Td>
              <ListState list={list} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function NewList() {
  const { t } = useTranslation("signals");
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [language, setLanguage] = useState("*");
  const create = useDeed(() => createKeywordList(name.trim(), language.trim() || "*"), {
    inForm: true,
    refresh: [["keyword-lists"]],
    after: (list) => navigate({ to: "/signals/keywords/$listId", params: { listId: list.id } }),
  });
  const errors = fieldsOf(create.error);
  return (
    <Form onSubmit={() => create.mutate()}>
      <FormFailure error={create.error} fields={["name", "language"]} />
      <TextInput
        label={t("keywords.name")}
        placeholder={t("keywords.nameExample")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errors.name}
        required
        data-autofocus
      />
      <TextInput
        label={t("keywords.language")}
        description={t("keywords.languageHelp")}
        value={language}
        onChange={(event) => setLanguage(event.currentTarget.value)}
        error={errors.language}
      />
      <Group justify="flex-end">
        <Button type="submit" loading={create.isPending}>
          {t("keywords.add")}
        </Button>
      </Group>
      <Text fz="xs" c="dimmed">
        {t("keywords.next")}
      </Text>
    </Form>
  );
}
