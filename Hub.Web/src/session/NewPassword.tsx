import { useTranslation } from "react-i18next";
import { Secret } from "~/page/Secret";

interface Props {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

/** A password that is chosen now; the hub says whether it is good enough. */
export function NewPassword({ value, onChange, error }: Props) {
  const { t } = useTranslation("session");
  return (
    <Secret
      label={t("field.newPassword")}
      description={t("field.passwordHint")}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="new-password"
      error={error}
    />
  );
}
