import { Button, Center, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconFilterOff, IconMessages, IconMoodHappy } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { connectionsQuery } from "../api";
import { useInbox } from "../InboxContext";
import { anything } from "../search";
import { useHits } from "./MessageHits";

/** Why there is nothing, and what to do about it. */
export function EmptyList() {
  const { t } = useTranslation("inbox");
  const { search, setSearch } = useInbox();
  const may = useMay();
  const mayKnow = may("connections.read");
  const { data: connections, isPending } = useQuery({ ...connectionsQuery, enabled: mayKnow });
  const hits = useHits(search.q);
  const narrowed = Boolean(
    search.q || search.filter || search.label || search.team || search.connection || search.priority,
  );
  const kind =
    connections?.length === 0 ? "noConnections" : narrowed ? "noMatch" : search.who === "me" ? "noneOfMine" : "allDone";
  if (hits.length > 0) return null; // they stand below
  if (mayKnow && isPending) return <Center flex={1} aria-busy />; // why there is nothing is not known yet
  const Mark = kind === "noMatch" ? IconFilterOff : kind === "noConnections" ? IconMessages : IconMoodHappy;
  return (
    <Center flex={1} p="lg">
      <Stack align="center" gap="xs" ta="center" maw={260}>
        <ThemeIcon variant="light" size={48} radius="xl">
          <Mark size={26} stroke={1.5} />
        </ThemeIcon>
        <Text fw={600}>{t(`empty.${kind}.title`)}</Text>
        <Text size="sm" c="dimmed">
          {t(`empty.${kind}.text`)}
        </Text>
        {kind === "noMatch" && (
          <Button variant="light" onClick={() => setSearch({ ...anything, who: search.who })}>
            {t("empty.noMatch.act")}
          </Button>
        )}
      </Stack>
    </Center>
  );
}
