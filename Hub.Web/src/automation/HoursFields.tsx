import { ActionIcon, Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./Automation.module.css";
import { type HoursForm, type Interval, newHoliday, newInterval, type Weekday, weekdays } from "./hours";

interface Props {
  hours: HoursForm;
  onChange: (hours: HoursForm) => void;
  errors: Record<string, string | undefined>;
  disabled: boolean;
}

/** The week, day by day, and the days on which nobody is there. */
export function HoursFields({ hours, onChange, errors, disabled }: Props) {
  const { t } = useTranslation("automation");
  const setDay = (day: Weekday, times: Interval[]) => onChange({ ...hours, week: { ...hours.week, [day]: times } });
  return (
    <Stack gap="xs">
      {weekdays.map((day) => (
        <Day
          key={day}
          day={day}
          times={hours.week[day]}
          onChange={(times) => setDay(day, times)}
          errors={errors}
          disabled={disabled}
        />
      ))}
      <Text fw={600} fz="sm" mt="sm">
        {t("hours.holidays")}
      </Text>
      {hours.holidays.map((holiday, place) => {
        const change = (part: Partial<typeof holiday>) =>
          onChange({
            ...hours,
            holidays: hours.holidays.map((one) => (one.id === holiday.id ? { ...one, ...part } : one)),
          });
        return (
          <Group key={holiday.id} gap="xs">
            <TextInput
              type="date"
              aria-label={t("hours.date")}
              value={holiday.date}
              onChange={(event) => change({ date: event.currentTarget.value })}
              error={errors[`hours.exceptions[${place}].date`]}
              disabled={disabled}
            />
            <TextInput
              aria-label={t("hours.holidayName")}
              placeholder={t("hours.holidayExample")}
              value={holiday.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
              error={errors[`hours.exceptions[${place}].name`]}
              disabled={disabled}
            />
            {!disabled && (
              <ActionIcon
                color="red"
                aria-label={t("hours.dropHoliday")}
                onClick={() => onChange({ ...hours, holidays: hours.holidays.filter((one) => one.id !== holiday.id) })}
              >
                <IconTrash size={18} />
              </ActionIcon>
            )}
          </Group>
        );
      })}
      {!disabled && (
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: "flex-start" }}
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange({ ...hours, holidays: [...hours.holidays, newHoliday()] })}
        >
          {t("hours.addHoliday")}
        </Button>
      )}
    </Stack>
  );
}

interface DayProps {
  day: Weekday;
  times: Interval[];
  onChange: (times: Interval[]) => void;
  errors: Props["errors"];
  disabled: boolean;
}

function Day({ day, times, onChange, errors, disabled }: DayProps) {
  const { t } = useTranslation("automation");
  const set = (id: number, part: Partial<Interval>) =>
    onChange(times.map((time) => (time.id === id ? { ...time, ...part } : time)));
  return (
    <div className={classes.day}>
      <Checkbox
        label={t(`day.${day}`)}
        checked={times.length > 0}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked ? [newInterval("08:00", "17:00")] : [])}
      />
      <div className={classes.times}>
        {times.length === 0 && (
          <Text c="dimmed" fz="sm">
            {t("hours.closed")}
          </Text>
        )}
        {times.map((time, place) => (
          <span key={time.id} className={classes.times}>
            <TextInput
              type="time"
              w={128}
              aria-label={t("hours.from", { day: t(`day.${day}`) })}
              value={time.from}
              onChange={(event) => set(time.id, { from: event.currentTarget.value })}
              error={errors[`hours.weekdays.${day}[${place}].from`]}
              disabled={disabled}
            />
            –
            <TextInput
              type="time"
              w={128}
              aria-label={t("hours.to", { day: t(`day.${day}`) })}
              value={time.to === "24:00" ? "23:59" : time.to}
              onChange={(event) => set(time.id, { to: event.currentTarget.value })}
              error={errors[`hours.weekdays.${day}[${place}].to`]}
              disabled={disabled}
            />
          </span>
        ))}
        {times.length === 1 && !disabled && (
          <ActionIcon
            aria-label={t("hours.addTime", { day: t(`day.${day}`) })}
            onClick={() => onChange([...times, newInterval("", "")])}
          >
            <IconPlus size={16} />
          </ActionIcon>
        )}
        {times.length > 1 && !disabled && (
          <ActionIcon
            color="red"
            aria-label={t("hours.dropTime", { day: t(`day.${day}`) })}
            onClick={() => onChange(times.slice(0, -1))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </div>
    </div>
  );
}
