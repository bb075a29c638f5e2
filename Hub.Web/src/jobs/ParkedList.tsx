import { Alert, Anchor, Group, Stack, Text } from "@mantine/core";
import { IconParking } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { connectionsQuery } from "~/connections/api";
import { ResumeButton } from "~/connections/Parking";
import { fullTime } from "~/i18n/format";
import { useMay } from "~/session/session";

/** Accounts whose work a person lets wait: why what is waiting does not move. */
export function ParkedList() {
  const { t } = useTranslation("jobs");
  const may = useMay();
  const { data: connections } = useQuery({ ...connectionsQuery, enabled: may("connections.read") });
  const parked = connections?.filter((one) => one.parkedAt) ?? [];
  if (parked.length === 0) return null;
  return (
    <Alert color="orange" icon={<IconParking size={18} />} title={t("parked.title")}>
      <Stack gap="xs">
        {parked.map((one) => (
          <Group key={one.id} justify="space-between" gap="xs">
            <Text fz="sm" miw={0} flex={1}>
              <Anchor
                renderRoot={(props) => (
                  <Link to="/connections/$connectionId" params={{ connectionId: one.id }} {...props} />
                )}
              >
                {one.name}
              </Anchor>{" "}
              · {t("parked.since", { time: fullTime(one.parkedAt as string) })} · {one.parkReason}
            </Text>
            <ResumeButton connection={one} size="xs" />
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
