import { Button, Center, Stack, Text, ThemeIcon } from "@mantine/core";
import {
  type Icon,
  IconAlarmSnooze,
  IconCircleCheck,
  IconFilterOff,
  IconHourglass,
  IconMessages,
  IconMoodHappy,
  IconSearchOff,
  IconTrash,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { connectionsQuery } from "../api";
import { useInbox } from "../InboxContext";
import { anything } from "../search";
import { type EmptyKind, emptyKind } from "./emptyKind";
import { useHits } from "./MessageHits";

const marks: Record<EmptyKind, Icon> = {
  noConnections: IconMessages,
  noWords: IconSearchOff,
  noMatch: IconFilterOff,
  noneOfMine: IconMoodHappy,
  noPending: IconHourglass,
  noSnoozed: IconAlarmSnooze,
  noResolved: IconCircleCheck,
  noSpam: IconTrash,
  allDone: IconMoodHappy,
};

/** Why there is nothing, and what to do about it. */
export function EmptyList() {
  const { t } = useTranslation("inbox");
  const { search } = useInbox();
  const mayKnow = useMay()("connections.read");
  const { data: connections, isPending } = useQuery({ ...connectionsQuery, enabled: mayKnow });
  const hits = useHits(search.q);
  if (hits.length > 0) return null; // they stand below
  if (mayKnow && isPending) return <Center flex={1} aria-busy />; // why there is nothing is not known yet
  const kind = emptyKind(search, connections?.length !== 0);
  const Mark = marks[kind];
  return (
    <Center flex={1} p="lg">
      <Stack align="center" gap="xs" ta="center" maw={280}>
        <ThemeIcon variant="light" size={48} radius="xl" aria-hidden>
          <Mark size={26} stroke={1.5} />
        </ThemeIcon>
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          {t(`empty.${kind}.title`, { q: search.q ?? "" })}
        </Text>
        <Text size="sm" c="dimmed">
          {t(`empty.${kind}.text`)}
        </Text>
        <WayOn kind={kind} />
      </Stack>
    </Center>
  );
}

function WayOn({ kind }: { kind: EmptyKind }) {
  const { t } = useTranslation("inbox");
  const { search, setSearch } = useInbox();
  const mayConnect = useMay()("connections.write");
  switch (kind) {
    case "noConnections":
      return mayConnect ? (
        <Button variant="light" component={Link} to="/connections">
          {t("empty.noConnections.act")}
        </Button>
      ) : null;
    case "noWords":
      return (
        <Button variant="light" onClick={() => setSearch({ q: undefined })}>
          {t("empty.noWords.act")}
        </Button>
      );
    case "noMatch":
      return (
        <Button variant="light" onClick={() => setSearch({ ...anything, who: search.who })}>
          {t("empty.noMatch.act")}
        </Button>
      );
    case "noneOfMine":
      return (
        <Button variant="light" onClick={() => setSearch({ who: "none" })}>
          {t("empty.noneOfMine.act")}
        </Button>
      );
    default:
      return null;
  }
}
