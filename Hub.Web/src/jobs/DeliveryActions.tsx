import { Button, Checkbox, Group, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlayerSkipForward, IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Connection } from "~/connections/types";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { replayDelivery, skipDelivery } from "./api";
import { maySkip } from "./deeds";
import { SkipDialog } from "./SkipDialog";
import type { Delivery } from "./types";

/** Doing one delivery again, or setting it aside. */
export function DeliveryActions({ delivery, connection }: { delivery: Delivery; connection: Connection | undefined }) {
  const { t } = useTranslation("jobs");
  const may = useMay()("deliveries.replay");
  const [looked, setLooked] = useState(false);
  const [skips, skip] = useDisclosure(false);
  const isInDoubt = delivery.state === "unknown";
  const replay = useDeed(() => replayDelivery(delivery.id, isInDoubt), {
    says: t("replay.one"),
    refresh: [["deliveries"]],
  });
  const mayReplay = delivery.mayReplay && connection?.state !== "disconnected";
  if (!may || !(mayReplay || maySkip(delivery.state))) return null;
  return (
    <Stack gap="xs">
      {/* It may stand on the platform already: only a person who looked there can say, so a tick comes before the button. */}
      {isInDoubt && mayReplay && (
        <Checkbox
          label={t("doubt.looked")}
          checked={looked}
          onChange={(event) => setLooked(event.currentTarget.checked)}
        />
      )}
      <Group gap="xs">
        {mayReplay && (
          <Button
            {...(isInDoubt && { color: "orange", disabled: !looked })}
            leftSection={<IconRefresh size={16} />}
            loading={replay.isPending}
            onClick={() => replay.mutate()}
          >
            {t(isInDoubt ? "doubt.again" : "delivery.again")}
          </Button>
        )}
        {maySkip(delivery.state) && (
          <Button variant="default" leftSection={<IconPlayerSkipForward size={16} />} onClick={skip.open}>
            {t("skip.do")}
          </Button>
        )}
      </Group>
      <SkipDialog
        count={1}
        skip={async (reason) => {
          await skipDelivery(delivery.id, reason);
          return 1;
        }}
        opened={skips}
        onClose={skip.close}
      />
    </Stack>
  );
}
