import { Badge, Code, Group, Table, Text } from "@mantine/core";
import { IconMessage2Bolt } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { repliesQuery } from "./api";
import { ListSection, RowButtons } from "./ListSection";
import { RemoveButton } from "./RemoveButton";
import { ReplyForm } from "./ReplyForm";

export function RepliesSection() {
  const { t } = useTranslation("settings");
  const may = useMay()("labels.manage");
  return (
    <ListSection
      title={t("section.replies")}
      text={t("replies.text")}
      list={useQuery(repliesQuery)}
      may={may}
      icon={IconMessage2Bolt}
      empty={t("replies.empty")}
      emptyText={t("replies.emptyText")}
      add={t("replies.add")}
      row={(reply, edit) => (
        <>
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
            {reply.attachments.length > 0 && (
              <Text fz="xs" c="dimmed">
                {reply.attachments.map((file) => file.fileName ?? file.contentType).join(", ")}
              </Text>
            )}
          </Table.Td>
          <Table.Td>
            <RowButtons name={reply.shortcut} may={may} onEdit={edit}>
              <RemoveButton
                path="/canned-replies"
                id={reply.id}
                name={reply.shortcut}
                keys={[["canned-replies"]]}
                text={t("replies.removeText")}
              />
            </RowButtons>
          </Table.Td>
        </>
      )}
      form={(reply, onDone) => <ReplyForm reply={reply} onDone={onDone} />}
      formTitle={(reply) => t(reply ? "replies.edit" : "replies.add")}
      formSize="lg"
    />
  );
}
