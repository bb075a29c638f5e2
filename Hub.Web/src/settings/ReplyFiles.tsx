import { Button, CloseButton, FileButton, Group, Input, List, Text } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { bytes } from "~/i18n/format";
import { useDeed } from "~/page/useDeed";
import { uploadFile } from "./api";
import type { CannedReply } from "./types";

type Files = CannedReply["attachments"];

interface Props {
  files: Files;
  onChange: (change: (now: Files) => Files) => void;
  error: string | undefined;
}

/** Pictures and files that go with a canned reply: a size chart, a price list. */
export function ReplyFiles({ files, onChange, error }: Props) {
  const { t } = useTranslation("settings");
  const upload = useDeed(async (chosen: File[]) => {
    for (const file of chosen) {
      const uploaded = await uploadFile(file);
      onChange((now) => [...now, uploaded]);
    }
  });
  return (
    <Input.Wrapper label={t("replies.files")} description={t("replies.filesHelp")} error={error} labelElement="div">
      <List listStyleType="none" mt={6}>
        {files.map((file) => (
          <List.Item key={file.id}>
            <Group gap="xs">
              <Text fz="sm">{`${file.fileName ?? file.contentType ?? ""} · ${bytes(file.size)}`}</Text>
              <CloseButton
                size="sm"
                onClick={() => onChange((now) => now.filter((one) => one.id !== file.id))}
                aria-label={t("replies.dropFile", { name: file.fileName ?? "" })}
              />
            </Group>
          </List.Item>
        ))}
      </List>
      <FileButton multiple onChange={(chosen) => upload.mutate(chosen)}>
        {(props) => (
          <Button
            {...props}
            size="xs"
            variant="default"
            mt={6}
            leftSection={<IconPaperclip size={14} />}
            loading={upload.isPending}
            disabled={files.length >= 5}
          >
            {t("replies.addFile")}
          </Button>
        )}
      </FileButton>
    </Input.Wrapper>
  );
}
