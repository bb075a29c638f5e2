import { NumberInput, Select, Switch, TagsInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Secret } from "~/page/Secret";
import type { Setting, SettingValue, SettingValues } from "./types";

interface Props {
  settings: Setting[];
  values: SettingValues;
  /** Secrets that the hub holds already; they never come back. */
  kept: string[];
  errors: Record<string, string>;
  disabled?: boolean;
  onChange: (key: string, value: SettingValue) => void;
}

/** What the connector asks for, as its manifest describes it. */
export function SettingsForm({ settings, values, kept, errors, disabled, onChange }: Props) {
  return settings.map((setting) => (
    <Field
      key={setting.key}
      setting={setting}
      value={values[setting.key] ?? null}
      isKept={kept.includes(setting.key)}
      error={errors[setting.key]}
      disabled={disabled ?? false}
      onChange={(value) => onChange(setting.key, value)}
    />
  ));
}

interface FieldProps {
  setting: Setting;
  value: SettingValue;
  isKept: boolean;
  error: string | undefined;
  disabled: boolean;
  onChange: (value: SettingValue) => void;
}

function Field({ setting, value, isKept, error, disabled, onChange }: FieldProps) {
  const { t } = useTranslation("connections");
  const shared = {
    label: setting.label,
    description: setting.help,
    error,
    disabled,
    name: setting.key,
    required: setting.required && !isKept,
  };
  const fallback = setting.default === null || setting.default === undefined ? "" : String(setting.default);
  switch (setting.type) {
    case "secret":
      return (
        <Secret
          {...shared}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.currentTarget.value)}
          placeholder={isKept ? t("field.secretKept") : ""}
          autoComplete="off"
        />
      );
    case "number":
      return (
        <NumberInput
          {...shared}
          value={typeof value === "number" ? value : ""}
          onChange={(next) => onChange(typeof next === "number" ? next : null)}
          placeholder={fallback}
        />
      );
    case "boolean":
      return (
        <Switch
          label={setting.label}
          description={setting.help}
          error={error}
          disabled={disabled}
          checked={typeof value === "boolean" ? value : setting.default === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case "choice":
      return (
        <Select
          {...shared}
          data={setting.choices ?? []}
          value={typeof value === "string" ? value : null}
          onChange={(next) => onChange(next)}
          placeholder={fallback}
          clearable={!setting.required}
          allowDeselect={!setting.required}
        />
      );
    case "hosts":
      return (
        <TagsInput
          {...shared}
          value={hostsOf(value)}
          onChange={(hosts) => onChange(hosts.join(","))}
          placeholder={hostsOf(value).length === 0 ? t("field.hosts") : ""}
          splitChars={[",", " "]}
        />
      );
    default:
      return (
        <TextInput
          {...shared}
          type={setting.type === "address" ? "url" : "text"}
          value={typeof value === "string" ? value : value === null ? "" : String(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
          placeholder={fallback}
        />
      );
  }
}

const hostsOf = (value: SettingValue): string[] =>
  typeof value === "string"
    ? value
        .split(",")
        .map((host) => host.trim())
        .filter(Boolean)
    : [];
