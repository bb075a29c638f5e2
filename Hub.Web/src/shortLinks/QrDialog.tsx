import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { CopyField } from "~/page/CopyField";
import { Dialog } from "~/page/Dialog";
import { Qr } from "~/page/Qr";
import { draw, isHardToRead, pngOf, saveAs, svgOf } from "~/page/qrCode";
import type { ShortLink } from "./types";

/** The code of a link, to look at and to take to the printer. */
export function QrDialog({ link, onClose }: { link: ShortLink | null; onClose: () => void }) {
  return (
    <Dialog opened={link !== null} onClose={onClose} title={link?.name}>
      {link && <Code link={link} />}
    </Dialog>
  );
}

function Code({ link }: { link: ShortLink }) {
  const { t } = useTranslation("shortLinks");
  const code = useMemo(() => draw(link.address), [link.address]);
  const name = link.ref.slice(0, 60);
  return (
    <Stack>
      {!code && <Text>{t("tooLongForQr")}</Text>}
      {code && (
        <>
          <Group justify="center">
            <Qr code={code} label={t("qrNamed", { name: link.name })} />
          </Group>
          {isHardToRead(link.address) && <Alert color="yellow">{t("hardToRead")}</Alert>}
          <Text fz="sm" c="dimmed">
            {t("qrText")}
          </Text>
          <Group justify="center" gap="xs">
            <Button
              variant="default"
              leftSection={<IconDownload size={16} />}
              onClick={() => saveAs(svgOf(code), `${name}.svg`)}
            >
              {t("saveSvg")}
            </Button>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} />}
              onClick={() => void pngOf(code).then((image) => image && saveAs(image, `${name}.png`))}
            >
              {t("savePng")}
            </Button>
          </Group>
        </>
      )}
      <CopyField label={t("address")} value={link.address} />
    </Stack>
  );
}
