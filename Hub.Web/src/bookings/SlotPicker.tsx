import { Button, Chip, Group, Input, Skeleton, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { clock, clockWithOffset } from "~/i18n/format";
import { Failure } from "~/page/Failure";
import { slotsQuery, type Wanted } from "./api";
import { addDays, type Day, isDay } from "./days";
import { timesFree } from "./slots";
import { useZone } from "./useZone";
import { dayAndTime } from "./words";
import { isSaidTwice, wallOf } from "./zone";

const lookAhead = 30; // days, when a day has nothing free

interface Props {
  /** Null until it is known of what. */
  wanted: Wanted | null;
  day: Day;
  onDay: (day: Day) => void;
  value: string | null;
  onChange: (startsAt: string | null) => void;
  error: string | undefined;
}

/** A day, and then one of its free times. */
export function SlotPicker({ wanted, day, onDay, value, onChange, error }: Props) {
  const { t } = useTranslation("bookings");
  return (
    <>
      <TextInput
        type="date"
        label={t("day")}
        value={day}
        onChange={(event) => {
          if (!isDay(event.currentTarget.value)) return;
          onChange(null);
          onDay(event.currentTarget.value);
        }}
        required
        maw="12rem"
      />
      {wanted && (
        <Input.Wrapper label={t("slot.label")} error={error} labelElement="div">
          <Times wanted={wanted} day={day} onDay={onDay} value={value} onChange={onChange} />
        </Input.Wrapper>
      )}
    </>
  );
}

function Times({ wanted, day, onDay, value, onChange }: Omit<Props, "wanted" | "error"> & { wanted: Wanted }) {
  const { t } = useTranslation("bookings");
  const zone = useZone();
  const slots = useQuery(slotsQuery(wanted, [day], zone));
  if (slots.isPending) return <Skeleton height={34} mt={4} aria-busy role="status" aria-label={t("slot.loading")} />;
  if (slots.isError) return <Failure error={slots.error} again={slots.refetch} />;
  const times = timesFree(slots.data);
  if (times.length === 0) return <NextFree wanted={wanted} day={day} onDay={onDay} onChange={onChange} />;
  const starts = times.map((time) => time.startsAt);
  return (
    <Chip.Group value={value} onChange={(startsAt) => onChange(startsAt)}>
      <Group gap={6} mt={4} role="radiogroup" aria-label={t("slot.label")}>
        {times.map(({ startsAt, left }) => (
          <Chip key={startsAt} value={startsAt} size="sm" variant="outline">
            {isSaidTwice(startsAt, starts, zone) ? clockWithOffset(startsAt, zone) : clock(startsAt, zone)}
            {left > 1 && ` · ${t("slot.left", { count: left })}`}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

/** Nobody should have to try day after day. */
function NextFree({ wanted, day, onDay, onChange }: Pick<Props, "day" | "onDay" | "onChange"> & { wanted: Wanted }) {
  const { t } = useTranslation("bookings");
  const zone = useZone();
  const later = useQuery(slotsQuery(wanted, [addDays(day, 1), addDays(day, lookAhead)], zone));
  const next = later.data?.[0];
  return (
    <Group gap="xs" mt={4} aria-busy={later.isPending || undefined}>
      <Text fz="sm" c="dimmed">
        {t(later.data && !next ? "slot.noneAtAll" : "slot.none", { days: lookAhead })}
      </Text>
      {next && (
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            onDay(wallOf(next.startsAt, zone).day);
            onChange(next.startsAt);
          }}
        >
          {t("slot.next", { time: dayAndTime(next.startsAt, zone) })}
        </Button>
      )}
    </Group>
  );
}
