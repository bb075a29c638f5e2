import { ActionIcon, FileButton, Tooltip } from "@mantine/core";
import { IconBolt, IconPaperclip, IconTemplate } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

interface Props {
  onFiles: (files: Iterable<File>) => void;
  onCanned: () => void;
  onTemplate: (() => void) | undefined;
}

/** What goes into a reply besides words. */
export function ReplyTools({ onFiles, onCanned, onTemplate }: Props) {
  const { t } = useTranslation("inbox");
  return (
    <>
      <FileButton multiple onChange={onFiles}>
        {(props) => (
          <Tooltip label={t("composer.attach")}>
            <ActionIcon {...props} aria-label={t("composer.attach")}>
              <IconPaperclip size={18} />
            </ActionIcon>
          </Tooltip>
        )}
      </FileButton>
      <Tooltip label={t("composer.canned")}>
        <ActionIcon onClick={onCanned} aria-label={t("composer.canned")}>
          <IconBolt size={18} />
        </ActionIcon>
      </Tooltip>
      {onTemplate && (
        <Tooltip label={t("composer.template")}>
          <ActionIcon onClick={onTemplate} aria-label={t("composer.template")}>
            <IconTemplate size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  );
}
