import { Badge, Button, Code, Group, Select, Stack, Table, Text, Textarea, TextInput } from "@mantine/core";
import { IconMessage2Bolt, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { Empty } from "~/page/Empty";
import { Failure, FormFailure, fieldsOf } from "~/page/Failure";
import { Page } from "~/page/Page";
import { ReadOnly } from "~/page/ReadOnly";
import { RowsLoading } from "~/page/Rows";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { repliesQuery, save } from "./api";
import { RemoveButton } from "./RemoveButton";
import type { CannedReply } from "./types";

export function RepliesSection() {
  const { t } = useTranslation("settings");
  const may = useMay()("labels.manage");
  const replies = useQuery(repliesQuery);
  const [edited, setEdited] = useState<CannedReply | "new" | null>(null);
  const add = may && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited("new")}>
      {t("replies.add")}
    </Button>
  );
  return (
    <Page
      title={t("section.replies")}
      text={t("replies.text")}
      actions={replies.data && replies.data.length > 0 && add}
    >
      {!may && <ReadOnly />}
      <Card flush>
        {replies.isPending && <RowsLoading rows={4} />}
        {replies.isError && <Failure error={replies.error} again={replies.refetch} />}
        {replies.data?.length === 0 && (
          <Empty icon={IconMessage2Bolt} title={t("replies.empty")} text={t("replies.emptyText")}>
            {add}
          </Empty>
        )}
        {replies.data && replies.data.length > 0 && (
          <Table verticalSpacing="sm" horizontalSpacing="md" aria-label={t("section.replies")}>
            <Table.Tbody>
              {replies.data.map((reply) => (
                <Table.Tr key={reply.id}>
                  <Table.Td>
                    <Group gap="xs">
                      <Code>/{reply.shortcut}</Code>
                      {reply.language && (
                        <Badge size="sm" variant="light" color="gray" tt="none">
                          {t(`language.${reply.language}`)}
                        </Badge>
                      )}
                    </Group>
                    <Text fz="sm" mt={4} lineClamp={2} style={{ whiteSpace: "pre-line" }}>
                      {reply.text}
                    </Text>
                  </Table.Td>
                  <Table.Td ta="right">
                    {may && (
                      <Group gap="xs" justify="flex-end" wrap="nowrap">
                        <Button
                          size="compact-sm"
                          variant="default"
                          onClick={() => setEdited(reply)}
                          aria-label={t("editNamed", { name: reply.shortcut })}
                        >
                          {t("edit")}
                        </Button>
                        <RemoveButton
                          path="/canned-replies"
                          id={reply.id}
                          name={reply.shortcut}
                          keys={[["canned-replies"]]}
                          text={t("replies.removeText")}
                        />
                      </Group>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Card>
      <Dialog
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={t(edited === "new" ? "replies.add" : "replies.edit")}
        size="lg"
      >
        {edited && <ReplyForm reply={edited === "new" ? null : edited} onDone={() => setEdited(null)} />}
      </Dialog>
    </Page>
  );
}

function ReplyForm({ reply, onDone }: { reply: CannedReply | null; onDone: () => void }) {
  const { t } = useTranslation("settings");
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? "");
  const [text, setText] = useState(reply?.text ?? "");
  const [language, setLanguage] = useState<string | null>(reply?.language ?? null);
  const store = useDeed(
    () => save<CannedReply>("/canned-replies", reply?.id, { shortcut: shortcut.trim(), text, language }),
    { inForm: true, says: t("saved"), refresh: [["canned-replies"]], after: onDone },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    store.mutate();
  };
  const errors = fieldsOf(store.error);
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <FormFailure error={store.error} fields={["shortcut", "text", "language"]} />
        <TextInput
          label={t("replies.shortcut")}
          description={t("replies.shortcutHelp")}
          placeholder={t("replies.shortcutExample")}
          leftSection="/"
          value={shortcut}
          onChange={(event) => setShortcut(event.currentTarget.value)}
          error={errors.shortcut}
          required
          data-autofocus
        />
        <Textarea
          label={t("replies.body")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={errors.text}
          autosize
          minRows={4}
          maxRows={14}
          required
        />
        <Select
          label={t("replies.language")}
          placeholder={t("language.both")}
          data={[
            { value: "vi", label: t("language.vi") },
            { value: "en", label: t("language.en") },
          ]}
          value={language}
          onChange={setLanguage}
          clearable
        />
        <Group justify="flex-end">
          <Button type="submit" loading={store.isPending}>
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
