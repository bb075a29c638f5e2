import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** A password or a token. The library names its button in English only, and does not mark a wrong value for screen readers. */
export function Secret(props: PasswordInputProps) {
  const { t } = useTranslation("page");
  return (
    <PasswordInput
      visibilityToggleButtonProps={{ "aria-label": t("showSecret") }}
      {...(props.error ? { "aria-invalid": true } : {})}
      {...props}
    />
  );
}
