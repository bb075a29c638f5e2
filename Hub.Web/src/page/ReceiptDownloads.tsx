import { Anchor, Group } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

const languages = { vi: "Tiếng Việt", en: "English" };

/** A receipt as a text file, in each language: whoever it is shown to may read the other one. */
export function ReceiptDownloads({ address }: { address: string }) {
  const { t } = useTranslation("page");
  return (
    <Group gap="sm" wrap="nowrap">
      {Object.entries(languages).map(([id, language]) => (
        <Anchor
          key={id}
          href={`${address}?language=${id}`}
          download
          fz="sm"
          aria-label={t("receipt.download", { language })}
        >
          <Group gap={4} wrap="nowrap">
            <IconDownload size={16} aria-hidden />
            <span lang={id}>{language}</span>
          </Group>
        </Anchor>
      ))}
    </Group>
  );
}
