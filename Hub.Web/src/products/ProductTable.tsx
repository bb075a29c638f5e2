import { ActionIcon, Group, Stack, Table, Text } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { money } from "~/i18n/format";
import { StateBadge } from "~/page/StateBadge";
import { useMay } from "~/session/session";
import { RemoveButton } from "~/settings/RemoveButton";
import { ProductPicture } from "./ProductPicture";
import type { Product } from "./types";

export function ProductTable({ items, onEdit }: { items: Product[]; onEdit: (product: Product) => void }) {
  const { t } = useTranslation("products");
  const may = useMay()("products.manage");
  return (
    <Table aria-label={t("title")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("field.name")}</Table.Th>
          <Table.Th ta="right">{t("field.price")}</Table.Th>
          <Table.Th visibleFrom="sm">{t("field.active")}</Table.Th>
          {may && <Table.Th aria-label={t("edit")} />}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((product) => (
          <Table.Tr key={product.id}>
            <Table.Td>
              <Group gap="sm" wrap="nowrap">
                <ProductPicture id={product.pictureId} />
                <Stack gap={0} miw={0}>
                  <Text fz="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
                    {product.name}
                  </Text>
                  <Text fz="xs" c="dimmed" ff="monospace">
                    {product.code}
                  </Text>
                </Stack>
              </Group>
            </Table.Td>
            <Table.Td ta="right" style={{ whiteSpace: "nowrap" }}>
              {money(product.price, product.currency)}
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <StateBadge color={product.isActive ? "green" : "gray"}>
                {t(product.isActive ? "active.yes" : "active.no")}
              </StateBadge>
            </Table.Td>
            {may && (
              <Table.Td>
                <Group gap={4} justify="flex-end" wrap="nowrap">
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t("editNamed", { name: product.name })}
                    onClick={() => onEdit(product)}
                  >
                    <IconPencil size={18} />
                  </ActionIcon>
                  <RemoveButton
                    path="/products"
                    id={product.id}
                    name={product.name}
                    keys={[["products"]]}
                    text={t("removeText")}
                  />
                </Group>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
