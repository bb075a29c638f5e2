import { MultiSelect, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ClosedWindowTemplates } from "~/connections/ClosedWindowTemplates";
import { duration } from "~/i18n/format";
import type { ServiceDraft } from "./draft";

const usual = [15, 30, 60, 120, 180, 360, 720, 1440, 2880, 4320, 10_080].map(String);
const most = 5;

interface Props {
  draft: ServiceDraft;
  onChange: (part: Partial<ServiceDraft>) => void;
  errors: Record<string, string>;
}

/** When customers are reminded, and in which words. */
export function ReminderFields({ draft, onChange, errors }: Props) {
  const { t } = useTranslation("bookings");
  const choices = [...new Set([...usual, ...draft.reminders])].sort((one, other) => Number(one) - Number(other));
  return (
    <>
      <MultiSelect
        label={t("reminder.before")}
        description={t("reminder.help")}
        placeholder={draft.reminders.length === 0 ? t("reminder.none") : ""}
        data={choices.map((value) => ({ value, label: duration(Number(value) * 60_000) }))}
        value={draft.reminders}
        onChange={(reminders) => onChange({ reminders })}
        error={errors["reminders.minutesBefore"]}
        maxValues={most}
      />
      {draft.reminders.length > 0 &&
        (["textVi", "textEn"] as const).map((name) => (
          <Textarea
            key={name}
            label={t(`reminder.${name}`)}
            description={t("reminder.textHelp")}
            placeholder={t(`reminder.usual.${name}`)}
            value={draft[name]}
            onChange={(event) => onChange({ [name]: event.currentTarget.value })}
            error={errors[`reminders.${name}`]}
            autosize
            minRows={2}
            maxRows={6}
          />
        ))}
      {draft.reminders.length > 0 && (
        <ClosedWindowTemplates
          templates={draft.templates}
          places={["{name}", "{service}", "{time}"]}
          error={(at) => errors[`reminders.templates[${at}]`] ?? errors[`reminders.templates[${at}].parameters`]}
          disabled={false}
          onChange={(templates) => onChange({ templates })}
        />
      )}
    </>
  );
}
