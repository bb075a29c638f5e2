import { Kbd, Modal, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

const keys = [
  ["j", "next"],
  ["k", "previous"],
  ["r", "reply"],
  ["n", "note"],
  ["a", "assign"],
  ["l", "label"],
  ["s", "snooze"],
  ["p", "priority"],
  ["d", "status"],
  ["e", "resolve"],
  ["i", "panel"],
  ["/", "search"],
  ["Ctrl K", "palette"],
  ["Enter", "send"],
  ["Shift Enter", "newLine"],
  ["?", "help"],
] as const;

export function KeyboardHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("inbox");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("keys.help")}
      closeButtonProps={{ "aria-label": t("close") }}
      size="sm"
    >
      <Table verticalSpacing={6} withRowBorders={false}>
        <Table.Tbody>
          {keys.map(([key, deed]) => (
            <Table.Tr key={key}>
              <Table.Td w={120}>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{t(`keys.${deed}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
