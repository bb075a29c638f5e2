import { Modal, type ModalProps } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useIsPhone } from "~/shell/useIsPhone";

/** A modal window; the whole screen of a phone. */
export function Dialog(props: ModalProps) {
  const { t } = useTranslation("page");
  const isPhone = useIsPhone();
  return <Modal fullScreen={isPhone} closeButtonProps={{ "aria-label": t("close") }} {...props} />;
}
