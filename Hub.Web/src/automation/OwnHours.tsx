import { Switch, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { HoursFields } from "./HoursFields";
import { type HoursForm, usualHours } from "./hours";

interface Props {
  label: string;
  description?: string;
  /** Null for none. */
  hours: HoursForm | null;
  onChange: (hours: HoursForm | null) => void;
  /** By field of the hours: `hours.weekdays.monday[0].from`. */
  errors: Record<string, string | undefined>;
  disabled?: boolean;
  /** Whose clock it is, once the hub has said. */
  zone: string | null | undefined;
}

/** Hours that somebody may have, or not. */
export function OwnHours({ label, description, hours, onChange, errors, disabled = false, zone }: Props) {
  const { t } = useTranslation("automation");
  return (
    <>
      <Switch
        label={label}
        {...(description && { description })}
        checked={hours !== null}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked ? usualHours() : null)}
      />
      {hours && (
        <>
          <HoursFields hours={hours} onChange={onChange} errors={errors} disabled={disabled} />
          {zone && (
            <Text fz="xs" c="dimmed">
              {t("hours.zone", { zone })}
            </Text>
          )}
        </>
      )}
    </>
  );
}
