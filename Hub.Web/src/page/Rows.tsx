import { Skeleton, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** In the place of a list that is on its way. */
export function RowsLoading({ rows = 6, height = 40 }: { rows?: number; height?: number }) {
  const { t } = useTranslation("page");
  return (
    <Stack gap="xs" p="md" role="status" aria-busy="true" aria-label={t("loading")}>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <Skeleton key={row} height={height} radius="sm" />
      ))}
    </Stack>
  );
}
