import { Badge } from "@mantine/core";

/** In which state something is; never cut, however narrow its column is. */
export function StateBadge({ color, children }: { color: string; children: string }) {
  return (
    <Badge variant="light" color={color} tt="none" miw="max-content" style={{ flex: "none" }}>
      {children}
    </Badge>
  );
}
