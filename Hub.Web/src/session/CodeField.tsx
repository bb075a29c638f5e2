import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  autoFocus?: boolean;
}

/** The authenticator's code, or a recovery code, which has letters too. */
export function CodeField({ value, onChange, error, autoFocus = false }: Props) {
  const { t } = useTranslation("session");
  return (
    <TextInput
      label={t("signIn.code")}
      description={t("signIn.codeHint")}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="one-time-code"
      error={error}
      autoFocus={autoFocus}
    />
  );
}
