import { Alert, Button, Group, Mark, Stack, Text, Tooltip } from "@mantine/core";
import { IconTextScan2 } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import { useDeed } from "~/page/useDeed";
import { readFromChat } from "./api";
import classes from "./ReadFromChat.module.css";
import { foundNothing, piecesOf, type Reading } from "./reading";

interface Props {
  conversationId: string;
  /** Without being asked a second time. */
  atOnce: boolean;
  onRead: (reading: Reading) => void;
}

/** Fills the order from what the customer wrote, and shows where each value comes from. Nothing is made until somebody confirms. */
export function ReadFromChat({ conversationId, atOnce, onRead }: Props) {
  const { t } = useTranslation("orders");
  const [reading, setReading] = useState<Reading | null>(null);
  const read = useDeed(() => readFromChat(conversationId), {
    after: (found) => {
      setReading(found);
      onRead(found);
    },
  });
  const asked = useRef(!atOnce);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    read.mutate();
  }, [read.mutate]);
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Text c="dimmed" flex="1 1 12rem">
          {t("new.here")}
        </Text>
        <Button
          size="xs"
          variant="light"
          leftSection={<IconTextScan2 size={16} />}
          loading={read.isPending}
          onClick={() => read.mutate()}
        >
          {t("reading.do")}
        </Button>
      </Group>
      {reading && (
        <Alert
          color={foundNothing(reading) ? "gray" : "sea"}
          role="status"
          title={t(foundNothing(reading) ? "reading.none" : "reading.found")}
        >
          <Stack gap="xs">
            {reading.messages.map((message) => (
              <div key={message.id}>
                <Text fz="xs" c="dimmed">
                  {fullTime(message.occurredAt)}
                </Text>
                <Text fz="sm" className={classes.text}>
                  {piecesOf(reading, message).map((piece) =>
                    piece.field ? (
                      <Tooltip key={piece.start} label={t(`reading.field.${piece.field}`)}>
                        <Mark className={classes.mark}>{piece.text}</Mark>
                      </Tooltip>
                    ) : (
                      piece.text
                    ),
                  )}
                </Text>
              </div>
            ))}
            {reading.items.some((item) => !item.productId) && <Text fz="sm">{t("reading.unknownCode")}</Text>}
          </Stack>
        </Alert>
      )}
    </Stack>
  );
}
